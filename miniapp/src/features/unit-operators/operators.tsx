import type { OperatorView } from '@jijiao/shared/operators'
import {
  OPERATOR_STATES,
  type OperatorState,
  operatorGrantLabels,
  operatorStateLabels,
} from '@jijiao/shared/organizations'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Button, type Column, Empty, FilterBar, Records, StatusTag, Tabs, type Tone } from '../../ui'
import { dayAndClock } from '../calendar'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { CancelSheet } from './cancel-sheet'
import { GrantsSheet } from './grants-sheet'

const TABS = [
  { value: 'all', label: '全部' },
  ...OPERATOR_STATES.map((value) => ({ value, label: operatorStateLabels[value] })),
] as const

const TONES: Readonly<Record<OperatorState, Tone>> = {
  pending: 'warn',
  active: 'good',
  refused: 'bad',
  cancelled: 'neutral',
  lapsed: 'neutral',
}

type Asking = { readonly what: 'grants' | 'cancel'; readonly operator: OperatorView }

/** 经办人: who may handle the unit's business, who is asked to, and with what rights. */
export function Operators() {
  const search = useSearch()
  const [state, setState] = useState<OperatorState | 'all'>('all')
  const [asking, setAsking] = useState<Asking | null>(null)
  const remote = useRemotePages(`operators:${state}:${search.query}`, (cursor) =>
    api.operators.list({ query: { state: state === 'all' ? undefined : state, q: search.query, cursor } }),
  )

  const settled = () => {
    setAsking(null)
    void remote.reload()
  }
  const actionsOf = (operator: OperatorView) => [
    ...(operator.abilities.changeGrants
      ? [{ text: '授权', onPress: () => setAsking({ what: 'grants', operator }) }]
      : []),
    ...(operator.abilities.cancel
      ? [{ text: '取消绑定', danger: true, onPress: () => setAsking({ what: 'cancel', operator }) }]
      : []),
  ]
  const invite = (
    <Button icon="plus" onPress={() => open('inviteOperator')}>
      添加经办人
    </Button>
  )
  return (
    <AppPage title="经办人" wide footer={invite}>
      <Tabs label="绑定状态" value={state} options={TABS} onChange={setState} />
      <FilterBar
        search={<SearchField label="姓名、拼音首字母或用户名" value={search.typed} onChange={search.setTyped} />}
      />
      <LoadedPages remote={remote} empty={<Nobody isFiltered={state !== 'all' || search.query !== ''} />}>
        {(operators) => (
          <Records
            label="经办人"
            items={operators}
            idOf={({ id }) => id}
            nameOf={({ name }) => name}
            columns={COLUMNS}
            renderCard={(operator) => <OperatorCard operator={operator} />}
            actionsOf={actionsOf}
          />
        )}
      </LoadedPages>
      {asking?.what === 'grants' && (
        <GrantsSheet operator={asking.operator} onDone={settled} onDismiss={() => setAsking(null)} />
      )}
      {asking?.what === 'cancel' && (
        <CancelSheet operator={asking.operator} onDone={settled} onDismiss={() => setAsking(null)} />
      )}
    </AppPage>
  )
}

const COLUMNS: readonly Column<OperatorView>[] = [
  { title: '姓名', isShort: true, value: ({ name }) => name },
  { title: '用户名', value: ({ userName }) => userName },
  { title: '状态', value: ({ state }) => <StatusTag tone={TONES[state]}>{operatorStateLabels[state]}</StatusTag> },
  { title: '系统授权', value: grantsInWords },
  { title: '邀请时间', value: ({ invitedAt }) => dayAndClock(invitedAt) },
  { title: '邀请有效期至', value: ({ lapsesAt }) => lapsesAt && dayAndClock(lapsesAt) },
]

function grantsInWords({ grants }: OperatorView): string {
  return grants.length > 0 ? grants.map((grant) => operatorGrantLabels[grant]).join('、') : '未授权'
}

function OperatorCard({ operator }: { readonly operator: OperatorView }) {
  const { name, userName, state, invitedAt, lapsesAt } = operator
  return (
    <View className="ui-row">
      <View className="ui-list-main">
        <Text className="ui-strong">{name}</Text>
        <Text className="ui-list-note">{`${userName} · 授权：${grantsInWords(operator)}`}</Text>
        <Text className="ui-list-note">
          {lapsesAt ? `等待本人答复，${dayAndClock(lapsesAt)}前有效` : `${dayAndClock(invitedAt)}邀请`}
        </Text>
      </View>
      <StatusTag tone={TONES[state]}>{operatorStateLabels[state]}</StatusTag>
    </View>
  )
}

function Nobody({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) return <Empty icon="search" title="没有找到" note="没有符合条件的经办人，换个状态或换个词试试。" />
  return <Empty icon="people" title="还没有经办人" note="添加经办人，由本人同意后，就可以为单位办理业务。" />
}
