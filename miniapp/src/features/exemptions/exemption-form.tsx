import type { AttachmentView } from '@jijiao/shared/attachments'
import { MOST_EXEMPT_YEARS } from '@jijiao/shared/exemptions'
import { exemptionText } from '@jijiao/shared/rule-sets'
import { View } from '@tarojs/components'
import { api, useRemote } from '../../api'
import { replace } from '../../platform/navigation'
import { scrollToTop } from '../../platform/scroll'
import { Banner, Button, Card, FormError, SelectField, TextField, toast } from '../../ui'
import { AttachmentField } from '../attachments'
import { today, yearOptions } from '../calendar'
import { useForm } from '../forms'
import { AppPage, Loaded } from '../shell'
import { TraineePick } from '../trainees'

type ExemptionValues = {
  readonly person: { readonly id: string; readonly name: string } | null
  readonly year: string
  /** The last of as many years as the reason lasts. */
  readonly lastYear: string
  readonly code: string
  readonly basis: string
  readonly attachmentIds: readonly AttachmentView[]
}

const BASIS_MAX = 500

const yearsFrom = (first: string, last: string) =>
  Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index)

const lastYears = (first: string) =>
  yearsFrom(first, String(Number(first) + MOST_EXEMPT_YEARS - 1)).map((year) => ({
    value: String(year),
    label: String(year) === first ? '只这一年' : `${year} 年`,
  }))

/** Lowers what one person's year asks for, for a reason that the rules of the year name. */
export function ExemptionForm() {
  const form = useForm<ExemptionValues>({
    initial: {
      person: null,
      year: today().slice(0, 4),
      lastYear: today().slice(0, 4),
      code: '',
      basis: '',
      attachmentIds: [],
    },
    check: ({ person, code, basis }) => ({
      person: person ? undefined : '请选择学员',
      code: code ? undefined : '请选择减免原因',
      basis: basis.trim() ? undefined : '请填写依据',
    }),
    onRefused: scrollToTop,
    submit: async ({ person, year, lastYear, code, basis, attachmentIds }, idempotencyKey) => {
      const body = {
        traineeId: person?.id ?? '',
        code,
        years: yearsFrom(year, lastYear),
        basis: basis.trim(),
        attachmentIds: attachmentIds.map(({ id }) => id),
      }
      const granted = await api.exemptions.grant({ body }, { idempotencyKey })
      toast('已准予减免，本人会收到通知')
      replace('exemption', { exemptionId: granted.id })
    },
  })
  const { values, errors } = form
  /** Each person and year has reasons of its own. */
  const choose = ({
    person = values.person,
    year = values.year,
  }: Partial<Pick<ExemptionValues, 'person' | 'year'>>) => {
    form.set('person', person)
    form.set('year', year)
    if (year !== values.year) form.set('lastYear', year)
    form.set('code', '')
  }
  const save = (
    <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
      准予减免
    </Button>
  )
  return (
    <AppPage title="准予减免" footer={save}>
      <FormError message={form.message} details={form.details} />
      <Card title="学员">
        <View className="ui-stack">
          {errors.person && <FormError message={errors.person} />}
          <TraineePick value={values.person} onChange={(person) => choose({ person })} />
        </View>
      </Card>
      <Card title="减免情况">
        <View className="ui-stack">
          <SelectField label="年度" value={values.year} options={yearOptions()} onChange={(year) => choose({ year })} />
          <SelectField
            label="到哪一年"
            value={values.lastYear}
            options={lastYears(values.year)}
            onChange={(lastYear) => form.set('lastYear', lastYear)}
          />
          {values.person && (
            <Reasons
              traineeId={values.person.id}
              year={Number(values.year)}
              value={values.code}
              error={errors.code}
              onChange={(code) => form.set('code', code)}
            />
          )}
          <TextField label="依据" multiline maxLength={BASIS_MAX} {...form.text('basis')} />
          <AttachmentField label="证明材料" {...form.files('attachmentIds')} />
        </View>
      </Card>
    </AppPage>
  )
}

type ReasonsProps = {
  readonly traineeId: string
  readonly year: number
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (code: string) => void
}

function Reasons({ traineeId, year, value, error, onChange }: ReasonsProps) {
  const remote = useRemote(`exemption-kinds:${traineeId}:${year}`, () =>
    api.exemptions.kinds({ params: { traineeId }, query: { year } }),
  )
  return (
    <Loaded remote={remote}>
      {({ kinds }) =>
        kinds.length > 0 ? (
          <SelectField
            label="减免原因"
            value={value || null}
            options={kinds.map((kind) => ({ value: kind.code, label: exemptionText(kind) }))}
            onChange={onChange}
            error={error}
          />
        ) : (
          <Banner tone="warn" icon="info">
            {`${year} 年的学时要求没有列出减免原因，请联系人社主管部门更正学时要求`}
          </Banner>
        )
      }
    </Loaded>
  )
}
