import type { SpotCheckSummary } from '@jijiao/shared/spot-checks'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, type Column, Empty, Records, SectionTitle, StatusTag } from '../../ui'
import { dayAndClock } from '../calendar'
import { useClass } from '../class-management'
import { AppPage, LoadedPages } from '../shell'
import { DrawSheet } from './draw-sheet'

/** 抽查: the spot checks of a class that one's own organization has drawn. */
export function SpotCheckList({ classId }: { readonly classId: string }) {
  const trainingClass = useClass(classId)
  const [isDrawing, setDrawing] = useState(false)
  const mayDraw = useSession(({ session }) => session?.actingAs?.grants.includes('operate') ?? false)
  const remote = useRemotePages(`spot-checks:${classId}`, (cursor) =>
    api.spotChecks.list({ params: { classId }, query: { cursor } }),
  )
  const draw = mayDraw && (
    <Button icon="plus" onPress={() => setDrawing(true)}>
      随机抽查
    </Button>
  )
  return (
    <AppPage title="抽查" wide footer={draw || undefined}>
      <SectionTitle>{trainingClass.data?.name ?? '培训班'}</SectionTitle>
      <LoadedPages
        remote={remote}
        empty={<Empty icon="shield" title="还没有抽查" note="从学员中随机抽取几人，逐个核实是否真的参加了培训。" />}
      >
        {(checks) => (
          <Records
            label="抽查"
            items={checks}
            idOf={({ id }) => id}
            nameOf={({ drawnAt }) => dayAndClock(drawnAt)}
            columns={COLUMNS}
            renderCard={(check) => <CheckCard check={check} />}
            onOpen={({ id }) => open('spotCheck', { spotCheckId: id })}
          />
        )}
      </LoadedPages>
      {isDrawing && (
        <DrawSheet
          classId={classId}
          onDrawn={({ id }) => {
            setDrawing(false)
            open('spotCheck', { spotCheckId: id })
          }}
          onDismiss={() => setDrawing(false)}
        />
      )}
    </AppPage>
  )
}

const scopeOf = ({ sessionId }: SpotCheckSummary) => (sessionId ? '一次考勤的签到' : '全班学员')

const COLUMNS: readonly Column<SpotCheckSummary>[] = [
  { title: '抽取时间', value: ({ drawnAt }) => dayAndClock(drawnAt) },
  { title: '范围', value: scopeOf },
  { title: '抽取/总人数', isNumber: true, value: (check) => `${check.sampleSize}/${check.populationSize}` },
  { title: '结果', value: (check) => <ProgressTag check={check} /> },
]

function ProgressTag({ check }: { readonly check: SpotCheckSummary }) {
  if (check.differingCount > 0) return <StatusTag tone="bad">{`${check.differingCount} 人不一致`}</StatusTag>
  if (check.checkedCount < check.sampleSize) {
    return <StatusTag tone="warn">{`已核实 ${check.checkedCount}/${check.sampleSize} 人`}</StatusTag>
  }
  return <StatusTag tone="good">全部一致</StatusTag>
}

function CheckCard({ check }: { readonly check: SpotCheckSummary }) {
  return (
    <View className="ui-row">
      <View className="ui-list-main">
        <Text className="ui-strong">{dayAndClock(check.drawnAt)}</Text>
        <Text className="ui-list-note">
          {`${scopeOf(check)}，从 ${check.populationSize} 人中抽取 ${check.sampleSize} 人`}
        </Text>
      </View>
      <ProgressTag check={check} />
    </View>
  )
}
