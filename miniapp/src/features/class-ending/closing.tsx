import {
  CLOSING_BLOCKER_LABELS,
  type ClosingBlocker,
  type ClosingOutcome,
  type ClosingPreview,
  OUTCOME_FILTER_LABELS,
  OUTCOME_FILTERS,
  type OutcomeFilter,
} from '@jijiao/shared/class-endings'
import { CLASS_ACTION_LABELS, type ClassView } from '@jijiao/shared/classes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import type { PageName } from '../../routes'
import { Button, Card, Empty, Facts, Heading, List, ListItem, Result, Tabs, toast } from '../../ui'
import { useClass } from '../class-management'
import { AppPage, Loaded, LoadedPages, useRole } from '../shell'
import { CloseSheet } from './close-sheet'
import { ClosingRows } from './closing-rows'
import { ReopenSheet } from './reopen-sheet'

const TABS = OUTCOME_FILTERS.map((value) => ({ value, label: OUTCOME_FILTER_LABELS[value] }))

/** Where that which keeps a class from being closed is dealt with. */
const REMEDIES: Readonly<Record<ClosingBlocker, PageName>> = {
  missingResults: 'classResults',
  openSessions: 'rollCalls',
  undecidedScans: 'rollCalls',
  pendingLeave: 'leaveRequests',
  noRollCall: 'rollCalls',
}

/** 结班: who gets which hours and why not, before anything happens; and then the closing itself, or its taking back. */
export function Closing({ classId }: { readonly classId: string }) {
  const trainingClass = useClass(classId)
  const [show, setShow] = useState<OutcomeFilter>('all')
  const preview = (query: { show?: OutcomeFilter; cursor?: string; limit?: number }) =>
    api.classEndings.preview({ params: { classId }, query })
  const summary = useRemote(`closing:${classId}`, () => preview({ limit: 1 }))
  const rows = useRemotePages(`closing-rows:${classId}:${show}`, (cursor) => preview({ show, cursor }))
  const [asking, setAsking] = useState<'close' | 'reopen' | null>(null)
  const [outcome, setOutcome] = useState<ClosingOutcome | null>(null)

  const abilities = trainingClass.data?.abilities
  const isReady = summary.data?.blockers.length === 0

  function settled(): void {
    setAsking(null)
    void trainingClass.reload()
    void summary.reload()
    void rows.reload()
  }

  const footer = (
    <>
      {abilities?.close && (
        <Button disabled={!isReady} onPress={() => setAsking('close')}>
          {isReady ? CLASS_ACTION_LABELS.close : '处理完上面的事项才能结班'}
        </Button>
      )}
      {abilities?.reopen && (
        <Button kind="secondary" onPress={() => setAsking('reopen')}>
          {CLASS_ACTION_LABELS.reopen}
        </Button>
      )}
    </>
  )
  return (
    <AppPage title="结班" wide footer={abilities?.close || abilities?.reopen ? footer : undefined}>
      {outcome && <Done outcome={outcome} />}
      <Loaded remote={summary}>
        {(closing) => (
          <>
            <Summary closing={closing} trainingClass={trainingClass.data} />
            <Blockers closing={closing} classId={classId} />
          </>
        )}
      </Loaded>
      {summary.data && (
        <>
          <Tabs label="学时" value={show} options={TABS} onChange={setShow} />
          <LoadedPages remote={rows} empty={<Empty icon="person" title="没有这样的学员" />}>
            {(people) => <ClosingRows rows={people} />}
          </LoadedPages>
        </>
      )}
      {asking === 'close' && trainingClass.data && summary.data && (
        <CloseSheet
          trainingClass={trainingClass.data}
          counts={summary.data.counts}
          onClosed={(result) => {
            setOutcome(result)
            settled()
          }}
          onDismiss={() => setAsking(null)}
        />
      )}
      {asking === 'reopen' && trainingClass.data && (
        <ReopenSheet
          trainingClass={trainingClass.data}
          onReopened={() => {
            setOutcome(null)
            toast('培训班已重新开班')
            settled()
          }}
          onDismiss={() => setAsking(null)}
        />
      )}
    </AppPage>
  )
}

function Done({ outcome: { counts } }: { readonly outcome: ClosingOutcome }) {
  // A provider recognises nothing: what its class gives is for the trainees' units to decide.
  const isProvider = useRole() === 'provider'
  return (
    <Result
      outcome="success"
      title="已结班"
      facts={[
        ...(isProvider ? [] : [{ name: '已认定学时', value: `${counts.recognized} 人` }]),
        ...(counts.submitted > 0 ? [{ name: '已申报，待认定', value: `${counts.submitted} 人` }] : []),
        { name: '不获学时', value: `${counts.withoutHours} 人` },
      ]}
    >
      <Button kind="secondary" onPress={() => open(isProvider ? 'declaredRecords' : 'recognizedRecords')}>
        {isProvider ? '查看申报的学时' : '查看认定的学时'}
      </Button>
    </Result>
  )
}

type SummaryProps = { readonly closing: ClosingPreview; readonly trainingClass: ClassView | undefined }

function Summary({ closing: { counts, heldMinutes }, trainingClass }: SummaryProps) {
  const least = trainingClass?.attendanceRule.leastSharePercent ?? 0
  return (
    <Card>
      <View className="ui-stack">
        {trainingClass && <Heading level={1}>{trainingClass.name}</Heading>}
        <Facts
          facts={[
            { name: '学员', value: `${counts.enrolled} 人` },
            { name: '可获学时', value: `${counts.earning} 人` },
            { name: '不获学时', value: `${counts.notEarning} 人` },
            { name: '考勤总时长', value: heldMinutes > 0 ? `${heldMinutes} 分钟` : '没有举行过考勤' },
            { name: '出勤率要求', value: least > 0 ? `不低于 ${least}%` : '不作要求' },
          ]}
        />
      </View>
    </Card>
  )
}

function Blockers({ closing, classId }: { readonly closing: ClosingPreview; readonly classId: string }) {
  if (closing.blockers.length === 0) return null
  return (
    <List>
      {closing.blockers.map(({ kind, count }) => (
        <ListItem
          key={kind}
          icon="alert"
          title={CLOSING_BLOCKER_LABELS[kind]}
          note="处理完才能结班，点这里去处理"
          end={count > 0 ? `${count} 项` : undefined}
          onPress={() => open(REMEDIES[kind], { classId })}
        />
      ))}
    </List>
  )
}
