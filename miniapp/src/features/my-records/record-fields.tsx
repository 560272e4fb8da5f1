import { COURSE_CATEGORIES, COURSE_CATEGORY_LABELS } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, STUDY_MODES } from '@jijiao/shared/codes'
import { RECORD_FIELD_LABELS as LABELS } from '@jijiao/shared/credit-records'
import { Text, View } from '@tarojs/components'
import { Card, Choices, DateField, FormError, TextField, type TextFieldProps } from '../../ui'
import { AttachmentField, type AttachmentFieldProps } from '../attachments'
import { OptionalSelect, optionsOf } from '../code-fields'
import { type RecordValues, wantsYearReason, withSpan } from './record-values'

const CATEGORIES = COURSE_CATEGORIES.map((value) => ({ value, label: COURSE_CATEGORY_LABELS[value] }))

type RecordText = Exclude<keyof RecordValues, 'category' | 'attachmentIds'>

type Files = Pick<AttachmentFieldProps, 'value' | 'onChange' | 'onUnfinished' | 'error'>

type RecordFieldsProps = {
  /** What it needs of a form, so that the form may have more in it. */
  readonly form: {
    readonly values: RecordValues
    readonly errors: { readonly [K in keyof RecordValues]?: string }
    readonly set: <K extends keyof RecordValues>(name: K, value: RecordValues[K]) => void
    readonly text: (name: RecordText) => Pick<TextFieldProps, 'value' | 'onChange' | 'error'>
    readonly files: (name: 'attachmentIds') => Files
  }
}

/** What was learned, when, how much of it, and what shows it. */
export function RecordFields({ form }: RecordFieldsProps) {
  const { values, errors } = form

  function setSpan(span: Parameters<typeof withSpan>[1]): void {
    for (const [name, value] of Object.entries(withSpan(values, span))) form.set(name as 'days', value)
  }

  return (
    <>
      <Card title="学了什么">
        <View className="ui-stack">
          <View className="ui-field">
            <Text className="ui-field-label">{LABELS.category}</Text>
            <Choices
              label={LABELS.category}
              value={values.category}
              options={CATEGORIES}
              onChange={(category) => form.set('category', category)}
            />
            {errors.category && <FormError message={errors.category} />}
          </View>
          <TextField label={LABELS.courseName} maxLength={100} {...form.text('courseName')} />
          <OptionalSelect
            label={LABELS.studyMode}
            isRequired
            value={values.studyMode}
            options={optionsOf(STUDY_MODES)}
            onChange={(studyMode) => form.set('studyMode', studyMode)}
            error={errors.studyMode}
          />
          <TextField
            label={LABELS.providerName}
            maxLength={100}
            placeholder="谁办的培训，例如 某某大学继续教育学院"
            {...form.text('providerName')}
          />
        </View>
      </Card>
      <Card title="什么时候，多少学时">
        <View className="ui-stack">
          <DateField
            label={LABELS.startsOn}
            value={values.startsOn}
            error={errors.startsOn}
            onChange={(startsOn) => setSpan({ startsOn })}
          />
          <DateField
            label={LABELS.endsOn}
            start={values.startsOn}
            value={values.endsOn}
            error={errors.endsOn}
            onChange={(endsOn) => setSpan({ endsOn })}
          />
          <TextField label={LABELS.days} kind="digits" maxLength={4} {...form.text('days')} />
          <TextField
            label={LABELS.declaredTenths}
            kind="number"
            maxLength={6}
            hint="以培训证明上写的为准，一天一般算 6 学时"
            {...form.text('declaredTenths')}
          />
          <View className="ui-field">
            <Text className="ui-field-label">{LABELS.assessmentResult}</Text>
            <Choices
              label={LABELS.assessmentResult}
              value={values.assessmentResult || null}
              options={optionsOf(ASSESSMENT_RESULTS)}
              onChange={(result) => form.set('assessmentResult', result)}
            />
            {errors.assessmentResult && <FormError message={errors.assessmentResult} />}
          </View>
          <TextField
            label={LABELS.year}
            kind="digits"
            maxLength={4}
            hint="计入哪一年，一般是结束日期的那一年"
            {...form.text('year')}
          />
          {wantsYearReason(values) && (
            <TextField
              label={LABELS.yearReason}
              maxLength={100}
              placeholder="为什么计入这一年"
              {...form.text('yearReason')}
            />
          )}
        </View>
      </Card>
      <Card title="证明和说明">
        <View className="ui-stack">
          <AttachmentField
            label="证明材料"
            hint="结业证书、学分证明等，照片或 PDF 都可以"
            {...form.files('attachmentIds')}
          />
          <TextField label={LABELS.place} optional maxLength={100} {...form.text('place')} />
          <TextField label={LABELS.content} optional multiline maxLength={100} {...form.text('content')} />
          <TextField label={LABELS.remark} optional multiline maxLength={100} {...form.text('remark')} />
        </View>
      </Card>
    </>
  )
}
