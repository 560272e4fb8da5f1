import { type AuditFactView, factLabel } from '@jijiao/shared/audit-log'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { Button, Card, type Column, DateField, Empty, FilterBar, Records } from '../../ui'
import { dayAndClock, instantOf, today } from '../calendar'
import { AppPage, LoadedPages } from '../shell'
import { type PickedUnit, UnitPick } from '../unit-pick'

/** 操作记录: who did what for the unit, newest first; for the unit's own account. */
export function AuditLog() {
  const organizationId = useSession(({ session }) => session?.unitAccountOf?.organizationId ?? '')
  return (
    <AppPage title="操作记录" wide>
      {organizationId && <FactList organizationId={organizationId} />}
    </AppPage>
  )
}

/** The same of any unit of the HR authority's region. */
export function RegionAuditLog() {
  const [unit, setUnit] = useState<PickedUnit | null>(null)
  return (
    <AppPage title="操作记录" wide>
      <Card>
        <UnitPick label="单位" value={unit} onChange={setUnit} />
      </Card>
      {unit ? (
        <FactList key={unit.id} organizationId={unit.id} />
      ) : (
        <Empty icon="building" title="请先选择单位" note="可以查看本辖区任何单位的操作记录。" />
      )}
    </AppPage>
  )
}

function FactList({ organizationId }: { readonly organizationId: string }) {
  const [since, setSince] = useState('')
  const [until, setUntil] = useState('')
  const remote = useRemotePages(`audit:${organizationId}:${since}:${until}`, (cursor) =>
    api.auditLog.list({
      params: { organizationId },
      query: {
        since: since ? instantOf(since, '00:00') : undefined,
        until: until ? instantOf(until, '23:59') : undefined,
        cursor,
      },
    }),
  )
  const isFiltered = since !== '' || until !== ''
  return (
    <>
      <FilterBar
        filters={
          <>
            <DateField label="从哪天" optional end={today()} placeholder="不限" value={since} onChange={setSince} />
            <DateField label="到哪天" optional end={today()} placeholder="不限" value={until} onChange={setUntil} />
            {isFiltered && (
              <Button
                kind="plain"
                small
                onPress={() => {
                  setSince('')
                  setUntil('')
                }}
              >
                清除日期
              </Button>
            )}
          </>
        }
        activeCount={[since, until].filter(Boolean).length}
      />
      <LoadedPages remote={remote} empty={<Empty icon="list" title="没有操作记录" />}>
        {(facts) => (
          <Records
            label="操作记录"
            items={facts}
            idOf={({ id }) => id}
            nameOf={({ what }) => factLabel(what)}
            columns={COLUMNS}
            renderCard={(fact) => <FactCard fact={fact} />}
          />
        )}
      </LoadedPages>
    </>
  )
}

const actorOf = ({ actor }: AuditFactView) => actor.account?.name ?? '系统'

const COLUMNS: readonly Column<AuditFactView>[] = [
  { title: '操作', value: ({ what }) => factLabel(what) },
  { title: '时间', value: ({ at }) => dayAndClock(at) },
  { title: '操作人', value: actorOf },
  { title: '代表单位', value: ({ actor }) => actor.organization?.name },
  { title: '原因', value: ({ reason }) => reason },
]

function FactCard({ fact }: { readonly fact: AuditFactView }) {
  return (
    <View>
      <Text className="ui-strong">{factLabel(fact.what)}</Text>
      <Text className="ui-list-note">{`${dayAndClock(fact.at)} · ${actorOf(fact)}`}</Text>
      {fact.reason && <Text className="ui-list-note">{`原因：${fact.reason}`}</Text>}
    </View>
  )
}
