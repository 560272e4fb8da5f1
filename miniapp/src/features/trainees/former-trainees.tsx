import type { AffiliationRequestView } from '@jijiao/shared/affiliations'
import { labelOf, SEXES } from '@jijiao/shared/codes'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { type Column, Empty, FilterBar, Records, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { DecisionSheet } from '../decisions'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'

const ENDING_LABELS = {
  end: '单位解除绑定',
  leave: '本人离开单位',
  transfer: '本人更换单位',
  uphold: '异议成立',
  merge: '单位合并',
} as const satisfies Record<NonNullable<AffiliationRequestView['endedBy']>, string>

const REASONS = ['本人仍在本单位工作', '本人不知情', '身份信息与本人不符']
const REASON_MAX = 500

/** Who was bound to the unit; against a change of unit it may object. */
export function FormerTrainees() {
  const search = useSearch()
  const remote = useRemotePages(`former-trainees:${search.query}`, (cursor) =>
    api.affiliations.requests({ query: { state: 'ended', q: search.query, cursor } }),
  )
  const [objecting, setObjecting] = useState<AffiliationRequestView | null>(null)
  return (
    <AppPage title="已离开的学员" wide>
      <FilterBar
        search={<SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />}
      />
      <LoadedPages
        remote={remote}
        empty={<Empty icon="people" title="没有已离开的学员" note="解除绑定或更换单位的学员，会显示在这里。" />}
      >
        {(people) => (
          <Records
            label="已离开的学员"
            items={people}
            idOf={({ id }) => id}
            nameOf={({ name }) => name}
            columns={COLUMNS}
            renderCard={(person) => <FormerCard person={person} />}
            actionsOf={(person) =>
              person.abilities.object ? [{ text: '提出异议', onPress: () => setObjecting(person) }] : []
            }
          />
        )}
      </LoadedPages>
      {objecting && (
        <DecisionSheet
          title={`对${objecting.name}更换单位提出异议？`}
          message="由人社主管部门裁定。异议成立的，恢复他在本单位的绑定。"
          confirmText="提出异议"
          isRefusal
          opinionLabel="理由"
          readyReasons={REASONS}
          maxLength={REASON_MAX}
          decide={async (reason, idempotencyKey) => {
            await api.affiliations.object(
              { params: { affiliationId: objecting.id }, body: { reason } },
              { idempotencyKey },
            )
            setObjecting(null)
            toast('异议已提交')
            await remote.reload()
          }}
          onDismiss={() => setObjecting(null)}
        />
      )}
    </AppPage>
  )
}

const endingOf = ({ endedBy }: AffiliationRequestView) => (endedBy ? ENDING_LABELS[endedBy] : '')
const endedOf = ({ endedAt }: AffiliationRequestView) => (endedAt ? dayAndClock(endedAt) : '')

const COLUMNS: readonly Column<AffiliationRequestView>[] = [
  { title: '姓名', isShort: true, value: ({ name }) => name },
  { title: '性别', value: ({ sex }) => labelOf(SEXES, sex) },
  { title: '身份证号', value: ({ residentId }) => residentId },
  { title: '离开时间', value: endedOf },
  { title: '怎样离开', value: endingOf },
  { title: '原因', value: ({ reason }) => reason },
]

function FormerCard({ person }: { readonly person: AffiliationRequestView }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong">{person.name}</Text>
        <Text>{labelOf(SEXES, person.sex) ?? ''}</Text>
      </View>
      <Text className="ui-list-note">{person.residentId}</Text>
      <Text className="ui-list-note">{`${endedOf(person)} ${endingOf(person)}`}</Text>
      {person.reason && <Text className="ui-list-note">{`原因：${person.reason}`}</Text>}
    </>
  )
}
