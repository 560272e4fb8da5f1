import { Text, View } from '@tarojs/components'
import { Button, Card, FormError, SelectField, TextField } from '../../ui'
import type { Form } from '../forms'
import { type ExemptionRule, newExemption, type RuleSetValues } from './rule-set-values'

const LABEL_MAX = 50
const MOST = 30
const SHARES = [
  { value: '0/1', label: '全部免修' },
  { value: '1/4', label: '只需四分之一' },
  { value: '1/3', label: '只需三分之一' },
  { value: '1/2', label: '只需一半' },
  { value: '2/3', label: '只需三分之二' },
  { value: '3/4', label: '只需四分之三' },
]

const shareOf = ({ numerator, denominator }: ExemptionRule) => (numerator === 0 ? '0/1' : `${numerator}/${denominator}`)

/** For what reasons a person's year may ask for less, and how much less. */
export function ExemptionFields({ form }: { readonly form: Form<RuleSetValues> }) {
  const { exemptions } = form.values
  const change = (index: number, part: Partial<ExemptionRule>) =>
    form.change('exemptions', (all) => all.map((one, place) => (place === index ? { ...one, ...part } : one)))
  return (
    <Card title="个人减免">
      <View className="ui-stack">
        <Text className="ui-soft">单位只能按这里列出的原因给学员减免，例如产假、病假、援派。</Text>
        <FormError message={form.errors.exemptions} />
        {exemptions.map((one, index) => (
          <View key={one.code} className="ui-stack-close">
            <TextField
              label={`第 ${index + 1} 条减免的原因`}
              maxLength={LABEL_MAX}
              value={one.label}
              onChange={(label) => change(index, { label })}
            />
            <SelectField
              label={`第 ${index + 1} 条减免后的学时`}
              value={shareOf(one)}
              options={sharesWith(shareOf(one))}
              onChange={(share) => {
                const [numerator = 0, denominator = 1] = share.split('/').map(Number)
                change(index, { numerator, denominator })
              }}
            />
            <View className="ui-actions">
              <Button
                kind="danger"
                small
                label={`删去第 ${index + 1} 条减免`}
                onPress={() => form.change('exemptions', (all) => all.filter((_, place) => place !== index))}
              >
                删去
              </Button>
            </View>
          </View>
        ))}
        {exemptions.length < MOST && (
          <Button
            kind="secondary"
            icon="plus"
            onPress={() => form.change('exemptions', (all) => [...all, newExemption(all)])}
          >
            添加减免原因
          </Button>
        )}
      </View>
    </Card>
  )
}

const sharesWith = (share: string) =>
  SHARES.some(({ value }) => value === share) ? SHARES : [...SHARES, { value: share, label: `只需 ${share}` }]
