import type { ReceivedFile } from '@jijiao/shared/http'
import {
  UNIT_EXPORT_HOURS,
  UNIT_EXPORT_NUMBERS_LABELS,
  UNIT_EXPORT_STATE_LABELS,
  type UnitExportState,
  type UnitExportView,
} from '@jijiao/shared/unit-exports'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, errorSentence, useRemotePages } from '../../api'
import { usePolling } from '../../platform/use-visible'
import { Button, type Column, Empty, InfoSheet, Records, StatusTag, type Tone, toast } from '../../ui'
import { SaveFile } from '../archives'
import { dayAndClock } from '../calendar'
import { AppPage, LoadedPages } from '../shell'
import { AskSheet } from './ask-sheet'

const REFRESH_MS = 5000
const TONES: Readonly<Record<UnitExportState, Tone>> = {
  waiting: 'info',
  ready: 'good',
  failed: 'bad',
  expired: 'neutral',
}

/** 单位数据导出: everything that the system has of the unit, in one archive to take away. */
export function UnitExports() {
  const remote = useRemotePages('unit-exports', (cursor) => api.unitExports.list({ query: { cursor } }))
  const [isAsking, setAsking] = useState(false)
  const [downloading, setDownloading] = useState<string | null>(null)
  const [ready, setReady] = useState<ReceivedFile | null>(null)
  usePolling(remote.reload, REFRESH_MS, remote.data?.some(({ state }) => state === 'waiting') ?? false)

  async function download(unitExportId: string): Promise<void> {
    if (downloading) return
    setDownloading(unitExportId)
    try {
      setReady(await api.unitExports.download({ params: { unitExportId } }))
    } catch (error) {
      toast(errorSentence(error))
    } finally {
      setDownloading(null)
    }
  }

  const ask = <Button onPress={() => setAsking(true)}>导出单位数据</Button>
  return (
    <AppPage title="单位数据导出" wide footer={ask}>
      <Text className="ui-soft">
        {`人员、培训班、考勤、学时、证书等全部内容打成一个压缩文件；选择完整号码时，附件一并导出。导出完成后 ${UNIT_EXPORT_HOURS} 小时内可以下载。`}
      </Text>
      <LoadedPages
        remote={remote}
        empty={<Empty icon="list" title="还没有导出过" note="导出的文件归单位保管，请放在安全的地方。" />}
      >
        {(exports) => (
          <Records
            label="单位数据导出"
            items={exports}
            idOf={({ id }) => id}
            nameOf={({ askedAt }) => dayAndClock(askedAt)}
            columns={COLUMNS}
            renderCard={(one) => <ExportCard one={one} />}
            actionsOf={({ id, abilities }) =>
              abilities.download
                ? [{ text: downloading === id ? '正在下载…' : '下载', onPress: () => void download(id) }]
                : []
            }
          />
        )}
      </LoadedPages>
      {ready && (
        <InfoSheet title="保存单位数据" onDismiss={() => setReady(null)}>
          <SaveFile file={ready} note="打开其中的说明.txt即可了解内容" onSaved={() => setReady(null)} />
        </InfoSheet>
      )}
      {isAsking && (
        <AskSheet
          onAsked={() => {
            setAsking(false)
            toast('正在导出，完成后可以下载')
            void remote.reload()
          }}
          onDismiss={() => setAsking(false)}
        />
      )}
    </AppPage>
  )
}

const StateTag = ({ state }: { readonly state: UnitExportState }) => (
  <StatusTag tone={TONES[state]}>{UNIT_EXPORT_STATE_LABELS[state]}</StatusTag>
)
const untilOf = ({ state, expiresAt }: UnitExportView) =>
  state === 'ready' && expiresAt ? `${dayAndClock(expiresAt)}前可下载` : ''

const COLUMNS: readonly Column<UnitExportView>[] = [
  { title: '提出时间', isShort: true, value: ({ askedAt }) => dayAndClock(askedAt) },
  { title: '号码', value: ({ numbers }) => UNIT_EXPORT_NUMBERS_LABELS[numbers] },
  { title: '行数', isNumber: true, value: ({ rowCount }) => rowCount },
  { title: '下载期限', isShort: true, value: untilOf },
  { title: '状态', value: ({ state }) => <StateTag state={state} /> },
]

function ExportCard({ one }: { readonly one: UnitExportView }) {
  const facts = [one.rowCount === null ? '' : `${one.rowCount} 行`, untilOf(one)].filter(Boolean).join(' · ')
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{dayAndClock(one.askedAt)}</Text>
        <StateTag state={one.state} />
      </View>
      <Text className="ui-list-note">{UNIT_EXPORT_NUMBERS_LABELS[one.numbers]}</Text>
      {facts && <Text className="ui-list-note">{facts}</Text>}
    </>
  )
}
