import { COURSE_CATEGORIES, COURSE_CATEGORY_LABELS } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, STUDY_MODES } from '@jijiao/shared/codes'
import { RECORD_FIELD_LABELS as LABELS, type MyRecordView } from '@jijiao/shared/credit-records'
import { Text, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { api, currentAccountId, errorSentence } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Banner, Button, Card, Choices, DateField, FormError, TextField, toast } from '../../ui'
import { AttachmentField } from '../attachments'
import { OptionalSelect, optionsOf } from '../code-fields'
import { useForm } from '../forms'
import { AppPage } from '../shell'
import { dropDraft, keepDraft, readDraft } from './record-draft'
import { checkRecord, type RecordValues, recordBody, recordValuesOf, wantsYearReason, withSpan } from './record-values'

const CATEGORIES = COURSE_CATEGORIES.map((value) => ({ value, label: COURSE_CATEGORY_LABELS[value] }))

type RecordFormProps = {
  /** The record to change; null declares a new one. */
  readonly existing: MyRecordView | null
  /** Who will decide. */
  readonly unitName: string
  readonly onSaved: (saved: MyRecordView) => void
}

/** What I learned elsewhere, with photos or files that show it. What is typed outlives the page until it is saved. */
export function RecordForm({ existing: given, unitName, onSaved }: RecordFormProps) {
  // The version that is being changed; what is loaded afresh meanwhile must not be overwritten unseen.
  const [existing] = useState(given)
  const accountId = currentAccountId() ?? ''
  const draftOf = existing ? `${existing.id}:${existing.version}` : 'new'
  const [draft] = useState(() => readDraft(accountId, draftOf))
  const isDeclaring = useRef(false)
  const form = useForm<RecordValues>({
    initial: draft ?? recordValuesOf(existing),
    check: checkRecord,
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const saved = await save(values, existing, idempotencyKey)
      dropDraft()
      toast(isDeclaring.current ? await declare(saved, idempotencyKey) : '草稿已保存')
      onSaved(saved)
    },
  })
  const { values, errors } = form
  const latest = useRef(values)
  latest.current = values
  const initial = useRef(values)
  useEffect(() => {
    if (values !== initial.current) keepDraft(accountId, draftOf, values)
  }, [accountId, draftOf, values])

  function setSpan(span: Parameters<typeof withSpan>[1]): void {
    for (const [name, value] of Object.entries(withSpan(values, span))) form.set(name as 'days', value)
  }
  const send = (declares: boolean) => {
    isDeclaring.current = declares
    form.send()
  }

  return (
    <AppPage
      title={existing ? '修改学时记录' : '申报学时'}
      footer={
        <View className="ui-footer-actions">
          <Button pending={form.isPending} pendingText="正在保存…" onPress={() => send(true)}>
            保存并申报
          </Button>
          <Button kind="secondary" disabled={form.isPending} onPress={() => send(false)}>
            先存草稿
          </Button>
        </View>
      }
    >
      {draft && (
        <Banner tone="info" icon="info">
          已恢复您上次填写、还没有保存的内容
        </Banner>
      )}
      <FormError message={form.message} details={form.details} />
      <Text className="ui-soft">{`申报后由“${unitName}”认定。`}</Text>
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
            value={values.attachmentIds}
            onChange={(update) => form.set('attachmentIds', update(latest.current.attachmentIds))}
            error={errors.attachmentIds}
          />
          <TextField label={LABELS.place} optional maxLength={100} {...form.text('place')} />
          <TextField label={LABELS.content} optional multiline maxLength={100} {...form.text('content')} />
          <TextField label={LABELS.remark} optional multiline maxLength={100} {...form.text('remark')} />
        </View>
      </Card>
    </AppPage>
  )
}

async function save(values: RecordValues, existing: MyRecordView | null, idempotencyKey: string) {
  const body = recordBody(values, existing)
  if (!existing) return api.creditRecords.declareMine({ body }, { idempotencyKey })
  const { id, version } = existing
  return api.creditRecords.editMine({ params: { recordId: id }, body: { ...body, version } }, { idempotencyKey })
}

/** Saved it is by now: where only the declaring failed, the record's own page offers it again. */
async function declare({ id, version }: MyRecordView, idempotencyKey: string): Promise<string> {
  try {
    await api.creditRecords.submitMine({ params: { recordId: id }, body: { version } }, { idempotencyKey })
    return '已申报，等待认定'
  } catch (error) {
    return `已存为草稿，还没有申报：${errorSentence(error)}`
  }
}
