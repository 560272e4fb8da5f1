import { PROFILE_FIELD_LABELS } from '@jijiao/shared/affiliations'
import { DEGREES, ETHNICITIES } from '@jijiao/shared/codes'
import { View } from '@tarojs/components'
import { Button, Card, DateField, TextField, type TextFieldProps } from '../../ui'
import { today } from '../calendar'
import { OptionalSelect, optionsOf, QualificationField, RegionField, SeriesField } from '../code-fields'
import type { OptionalText, ProfileValues } from './values'

type OptionalFieldsProps = {
  /** What it needs of a form, so that the form may have more in it. */
  readonly form: {
    readonly values: ProfileValues
    readonly errors: { readonly [K in keyof ProfileValues]?: string }
    readonly set: <K extends keyof ProfileValues>(name: K, value: ProfileValues[K]) => void
    readonly text: (name: OptionalText) => Pick<TextFieldProps, 'value' | 'onChange' | 'error'>
  }
  /** Nothing of a career happened before it. */
  readonly birthDate: string
}

export function OptionalFields({ form, birthDate }: OptionalFieldsProps) {
  const { values, errors } = form

  const select = (name: OptionalText) => ({
    label: PROFILE_FIELD_LABELS[name],
    value: values[name],
    onChange: (value: string) => form.set(name, value),
    error: errors[name],
  })
  const line = (name: OptionalText, more: Partial<TextFieldProps> = {}) => (
    <TextField label={PROFILE_FIELD_LABELS[name]} optional maxLength={100} {...more} {...form.text(name)} />
  )
  const day = (name: OptionalText) => (
    <DateField
      label={PROFILE_FIELD_LABELS[name]}
      optional
      start={birthDate}
      end={today()}
      placeholder="未填写"
      action={
        values[name] && (
          <Button kind="plain" small label={`清除${PROFILE_FIELD_LABELS[name]}`} onPress={() => form.set(name, '')}>
            清除
          </Button>
        )
      }
      {...form.text(name)}
    />
  )

  return (
    <>
      <Card title="专业技术资格">
        <View className="ui-stack">
          <QualificationField
            value={values.qualification}
            error={errors.qualification}
            onChange={(qualification, seriesCode) => {
              form.set('qualification', qualification)
              if (seriesCode && !values.series.includes(seriesCode)) form.set('series', [...values.series, seriesCode])
            }}
          />
          {day('qualifiedOn')}
          <SeriesField value={values.series} error={errors.series} onChange={(series) => form.set('series', series)} />
          {line('profession', { hint: '现在从事的专业，例如 市政道路' })}
        </View>
      </Card>
      <Card title="学习和工作">
        <View className="ui-stack">
          <OptionalSelect {...select('degree')} options={optionsOf(DEGREES)} />
          {line('school')}
          {line('major')}
          {day('graduatedOn')}
          {day('workStartedOn')}
        </View>
      </Card>
      <Card title="个人和联系方式">
        <View className="ui-stack">
          <OptionalSelect {...select('ethnicity')} options={optionsOf(ETHNICITIES)} />
          {line('nativePlace', { maxLength: 50, hint: '例如 广东梅州' })}
          {line('email', { autoComplete: 'email', hint: '例如 name@example.com' })}
          <RegionField
            value={values.regionCode}
            error={errors.regionCode}
            onChange={(regionCode) => form.set('regionCode', regionCode)}
          />
          {line('address', { autoComplete: 'street-address' })}
          {line('postalCode', { kind: 'digits', maxLength: 6, autoComplete: 'postal-code' })}
        </View>
      </Card>
    </>
  )
}
