import { LAST_LEGACY_YEAR, LEGACY_TRIES_A_DAY, LEGACY_WITNESSES } from '@jijiao/shared/legacy'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Banner, Button, Card, Choices, Field, FormError, List, ListItem, SectionTitle, TextField } from '../../ui'
import { useForm } from '../forms'
import { AppPage, Loaded } from '../shell'

const METHODS = [
  { value: 'same', label: '名称和代码都没变' },
  { value: 'code', label: '知道旧名称和代码' },
  { value: 'people', label: `知道旧名称和 ${LEGACY_WITNESSES} 名学员` },
] as const
type Method = (typeof METHODS)[number]['value']
type Witness = { readonly name: string; readonly residentId: string }

type BindingValues = {
  readonly method: Method
  readonly name: string
  readonly code: string
  readonly people: readonly Witness[]
}

const OUTCOMES = {
  bound: '绑定成功',
  alreadyBound: '这个旧单位已经绑定过',
  conflict: '这个旧单位已被其他单位绑定，已报人社主管部门裁定',
} as const

/** 旧系统绑定: takes over a unit of the old system, by what only it can know. */
export function LegacyBinding() {
  const bindings = useRemote('legacy-bindings', () => api.legacy.bindings())
  const [outcome, setOutcome] = useState<string | null>(null)
  const form = useForm<BindingValues>({
    initial: {
      method: 'same',
      name: '',
      code: '',
      people: Array.from({ length: LEGACY_WITNESSES }, () => ({ name: '', residentId: '' })),
    },
    check: ({ method, name, code, people }) => ({
      name: method !== 'same' && !name.trim() ? '请填写旧系统里的单位名称' : undefined,
      code: method === 'code' && !code.trim() ? '请填写旧系统里的单位代码' : undefined,
      people:
        method === 'people' && people.some((one) => !one.name.trim() || !one.residentId.trim())
          ? `请填写 ${LEGACY_WITNESSES} 名学员的姓名和身份证号`
          : undefined,
    }),
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      setOutcome(null)
      const { outcome: what, unit, people } = await api.legacy.bind({ body: bodyOf(values) }, { idempotencyKey })
      setOutcome(`${OUTCOMES[what]}：${unit.name}${what === 'bound' ? `，转入 ${people} 人` : ''}`)
      scrollToTop()
      await bindings.reload()
    },
  })
  const { values, errors } = form
  const setWitness = (index: number, next: Partial<Witness>) =>
    form.set(
      'people',
      values.people.map((one, at) => (at === index ? { ...one, ...next } : one)),
    )
  const bind = (
    <Button pending={form.isPending} pendingText="正在核对…" onPress={form.send}>
      绑定
    </Button>
  )
  return (
    <AppPage title="绑定旧系统单位" footer={bind}>
      {outcome && (
        <Banner tone="info" icon="info">
          {outcome}
        </Banner>
      )}
      <FormError message={form.message} details={form.details} />
      <Card title="怎样证明是本单位">
        <View className="ui-stack">
          <Text className="ui-soft">
            {`绑定后可以查看本单位 ${LAST_LEGACY_YEAR} 年及以前的记录和证书。每天最多错 ${LEGACY_TRIES_A_DAY} 次。`}
          </Text>
          <Field label="证明方法">
            <Choices
              label="证明方法"
              value={values.method}
              options={METHODS}
              onChange={(method) => form.set('method', method)}
            />
          </Field>
          {values.method !== 'same' && <TextField label="旧系统里的单位名称" maxLength={100} {...form.text('name')} />}
          {values.method === 'code' && <TextField label="旧系统里的单位代码" maxLength={30} {...form.text('code')} />}
          {values.method === 'people' && (
            <>
              {errors.people && <FormError message={errors.people} />}
              {values.people.map((one, index) => (
                <View key={index} className="ui-form-grid">
                  <TextField
                    label={`第 ${index + 1} 名学员的姓名`}
                    maxLength={50}
                    value={one.name}
                    onChange={(name) => setWitness(index, { name })}
                  />
                  <TextField
                    label={`第 ${index + 1} 名学员的身份证号`}
                    kind="idNumber"
                    maxLength={18}
                    value={one.residentId}
                    onChange={(residentId) => setWitness(index, { residentId })}
                  />
                </View>
              ))}
            </>
          )}
        </View>
      </Card>
      <SectionTitle>已绑定的旧单位</SectionTitle>
      <Loaded remote={bindings}>
        {({ data: units }) =>
          units.length === 0 ? (
            <Text className="ui-soft">还没有绑定</Text>
          ) : (
            <List>
              {units.map(({ id, name }) => (
                <ListItem key={id} icon="building" title={name} />
              ))}
            </List>
          )
        }
      </Loaded>
    </AppPage>
  )
}

function bodyOf({ method, name, code, people }: BindingValues) {
  const trimmed = { name: name.trim() }
  if (method === 'same') return { method }
  if (method === 'code') return { method, ...trimmed, code: code.trim() }
  return {
    method,
    ...trimmed,
    people: people.map((one) => ({ name: one.name.trim(), residentId: one.residentId.trim() })),
  }
}
