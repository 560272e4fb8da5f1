import { COURSE_CATEGORY_LABELS } from '@jijiao/shared/classes'
import { QUALIFICATION_SERIES } from '@jijiao/shared/codes'
import { BASIS_GRADE_LABELS, BASIS_GRADES, type RuleSetView } from '@jijiao/shared/rule-sets'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { goBack, replace } from '../../platform/navigation'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, FormError, SelectField, Switch, TextField, toast } from '../../ui'
import { today } from '../calendar'
import { OptionalSelect, optionsOf } from '../code-fields'
import { type Form, useForm } from '../forms'
import { AppPage, Loaded } from '../shell'
import { ExemptionFields } from './exemption-fields'
import {
  type CategoryValues,
  checkRuleSet,
  type RuleSetStart,
  type RuleSetValues,
  ruleSetInputOf,
  ruleSetValuesOf,
} from './rule-set-values'

const TEXT_MAX = 500
const HOURS_MAX = 6
const GRADES = BASIS_GRADES.map((value) => ({ value, label: BASIS_GRADE_LABELS[value] }))
const OFFSETS = [
  { value: '0', label: '当年' },
  { value: '1', label: '次年' },
  { value: '2', label: '第三年' },
]

type RuleSetFormProps = {
  /** Of the rule set to correct. */
  readonly ruleKey: string | undefined
  /** Of a wider region's, with which one's own begins. */
  readonly afterKey: string | undefined
}

/** Lays down the hours of the own region anew, after those that hold so far, or corrects its own. */
export function RuleSetForm({ ruleKey, afterKey }: RuleSetFormProps) {
  const key = ruleKey ?? afterKey
  const remote = useRemote(key ? `rule-set:${key}` : null, () => api.ruleSets.get({ params: { key: key ?? '' } }))
  const isCorrection = ruleKey !== undefined
  if (!key) return <Fields start={{ before: null, isCorrection }} />
  if (remote.data) return <Fields start={{ before: remote.data, isCorrection }} />
  return (
    <AppPage title={isCorrection ? '更正学时要求' : '制定学时要求'}>
      <Loaded remote={remote}>{() => null}</Loaded>
    </AppPage>
  )
}

function Fields({ start: given }: { readonly start: RuleSetStart }) {
  // What is being changed: what is loaded afresh meanwhile must neither be overwritten unseen nor take what was typed.
  const [start] = useState(given)
  const { before } = start
  const existing = start.isCorrection ? before : null
  const form = useForm<RuleSetValues>({
    initial: ruleSetValuesOf(start, today().slice(0, 4)),
    check: checkRuleSet,
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const input = ruleSetInputOf(values, before)
      if (existing) {
        const { key, version } = existing
        await api.ruleSets.correct({ params: { key }, body: { version, ...input } }, { idempotencyKey })
        toast('已更正，等待另一人确认')
        goBack()
        return
      }
      const { key } = await api.ruleSets.create(
        { body: { ...input, series: values.series || null } },
        { idempotencyKey },
      )
      toast('已制定，等待另一人确认')
      replace('ruleSet', { key })
    },
  })
  const { values, set, errors } = form
  return (
    <AppPage
      title={existing ? '更正学时要求' : '制定学时要求'}
      footer={
        <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
          {existing ? '保存更正' : '制定学时要求'}
        </Button>
      }
    >
      <FormError message={form.message} details={form.details} />
      <Card title="适用范围">
        <View className="ui-stack">
          <TextField label="从哪一年" kind="digits" maxLength={4} {...form.text('from')} />
          <TextField
            label="到哪一年"
            kind="number"
            maxLength={4}
            optional
            hint="不填写则一直适用"
            {...form.text('to')}
          />
          {!existing && (
            <OptionalSelect
              label="职称系列"
              placeholder="全部系列"
              value={values.series}
              options={optionsOf(QUALIFICATION_SERIES)}
              onChange={(series) => set('series', series)}
            />
          )}
        </View>
      </Card>
      <Card title="学时怎么算">
        <View className="ui-stack">
          <TextField label="每学时多少分钟" kind="digits" maxLength={3} {...form.text('minutesPerHour')} />
          <TextField label="每天多少学时" kind="number" maxLength={HOURS_MAX} optional {...form.text('perDay')} />
          <Switch checked={values.dayIsCap} onChange={(checked) => set('dayIsCap', checked)}>
            每人每天不能超过这个学时
          </Switch>
        </View>
      </Card>
      <Card title="每年最低学时">
        <View className="ui-stack">
          <Switch checked={values.hasMinima} onChange={(checked) => set('hasMinima', checked)}>
            文件规定了每年最低学时
          </Switch>
          <TextField label="每年合计不少于" kind="number" maxLength={HOURS_MAX} {...form.text('total')} />
          <FormError message={errors.categories} />
          {values.categories.map((category, index) => (
            <CategoryFields key={category.code} form={form} category={category} index={index} />
          ))}
          <TextField
            label="上一年超出的学时最多结转"
            kind="number"
            maxLength={HOURS_MAX}
            optional
            hint="不填写则不结转"
            {...form.text('carryOver')}
          />
        </View>
      </Card>
      <ExemptionFields form={form} />
      <Kept before={before} />
      <Card title="依据">
        <View className="ui-stack">
          <SelectField label="来源" value={values.grade} options={GRADES} onChange={(grade) => set('grade', grade)} />
          <TextField label="依据的文件" multiline maxLength={TEXT_MAX} {...form.text('basis')} />
          <TextField
            label={existing ? '更正的原因' : '制定的原因'}
            multiline
            maxLength={TEXT_MAX}
            {...form.text('reason')}
          />
        </View>
      </Card>
    </AppPage>
  )
}

type CategoryFieldsProps = {
  readonly form: Form<RuleSetValues>
  readonly category: CategoryValues
  readonly index: number
}

function CategoryFields({ form, category, index }: CategoryFieldsProps) {
  const name = COURSE_CATEGORY_LABELS[category.code]
  const change = (part: Partial<CategoryValues>) =>
    form.change('categories', (all) => all.map((one, place) => (place === index ? { ...one, ...part } : one)))
  return (
    <>
      <TextField
        label={`${name}不少于`}
        kind="number"
        maxLength={HOURS_MAX}
        value={category.min}
        onChange={(min) => change({ min })}
      />
      <TextField
        label={`${name}最多计入`}
        kind="number"
        maxLength={HOURS_MAX}
        optional
        value={category.cap}
        onChange={(cap) => change({ cap })}
      />
      <TextField
        label={`${name}截止日期`}
        optional
        maxLength={5}
        placeholder="月-日，例如 04-30"
        hint="不填写则到当年最后一天"
        value={category.deadline}
        onChange={(deadline) => change({ deadline })}
      />
      {category.deadline !== '' && (
        <SelectField
          label={`${name}截止日期在`}
          value={category.yearOffset}
          options={OFFSETS}
          onChange={(yearOffset) => change({ yearOffset })}
        />
      )}
    </>
  )
}

/** What this form does not change. */
function Kept({ before }: { readonly before: RuleSetView | null }) {
  if (!before) return null
  const { ceilings, checks, substitutions, recognisers, equivalents } = before.content
  const parts = [
    ['学习形式上限', ceilings.length],
    ['其他检查', checks.length],
    ['科目冲抵', substitutions.length],
    ['认定部门', recognisers.length],
    ['折算', equivalents.length],
  ] as const
  const kept = parts.filter(([, count]) => count > 0).map(([part, count]) => `${part} ${count} 条`)
  if (kept.length === 0) return null
  return <Text className="ui-soft">{`保持不变：${kept.join('、')}`}</Text>
}
