import type { SessionAction, SessionView } from '@jijiao/shared/attendance'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { open } from '../../platform/navigation'
import { Banner, Button, Card, type Fact, Facts, Heading, List, ListItem, toast } from '../../ui'
import { clock } from '../calendar'
import { AppPage, Loaded } from '../shell'
import { CancelSheet } from './cancel-sheet'
import { Counts } from './counts'
import { ScreenLinkSheet } from './screen-link-sheet'
import { SessionMoveSheet } from './session-move-sheet'
import { SessionStateTag, sessionTime } from './session-words'
import { useSessionView } from './use-session-view'

/** So many wrong tries are no slips of the finger. */
const SUSPICIOUS_TRIES = 20

const MOVED = { open: '签到已开启', close: '签到已结束', reopen: '签到已重新开启' } as const satisfies Record<
  SessionAction,
  string
>

type Sheet = SessionAction | 'screen' | 'cancel'

/** One roll call: its state and counts, and what its operator can do now. */
export function RollCall({ sessionId }: { readonly sessionId: string }) {
  const remote = useSessionView(sessionId)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const dismiss = () => setSheet(null)
  return (
    <AppPage title="考勤" wide>
      <Loaded remote={remote}>
        {(session) => (
          <>
            {session.wrongDigits >= SUSPICIOUS_TRIES && (
              <Banner tone="warn" icon="alert">
                {`六位数字已被输错 ${session.wrongDigits} 次，可能有人不在现场试数字，请留意名单`}
              </Banner>
            )}
            <View className="ui-columns">
              <View className="ui-column">
                <Summary session={session} />
              </View>
              <View className="ui-column">
                <Actions session={session} onChoose={setSheet} />
                <Entries session={session} />
              </View>
            </View>
            {sheet === 'screen' && <ScreenLinkSheet sessionId={sessionId} onDismiss={dismiss} />}
            {sheet === 'cancel' && (
              <CancelSheet
                session={session}
                onCancelled={() => {
                  dismiss()
                  toast('考勤已取消')
                  void remote.reload()
                }}
                onDismiss={dismiss}
              />
            )}
            {sheet !== null && sheet !== 'screen' && sheet !== 'cancel' && (
              <SessionMoveSheet
                action={sheet}
                session={session}
                onMoved={() => {
                  dismiss()
                  toast(MOVED[sheet])
                  void remote.reload()
                }}
                onDismiss={dismiss}
              />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function Summary({ session }: { readonly session: SessionView }) {
  return (
    <Card>
      <View className="ui-stack">
        <View className="ui-row">
          <Heading level={1}>{session.className}</Heading>
          <SessionStateTag state={session.state} />
        </View>
        <Counts counts={session.counts} />
        <Facts facts={factsOf(session)} />
      </View>
    </Card>
  )
}

function factsOf(session: SessionView): readonly Fact[] {
  return [
    { name: '时间', value: sessionTime(session) },
    ...(session.place ? [{ name: '地点', value: session.place }] : []),
    ...(session.remark ? [{ name: '备注', value: session.remark }] : []),
    { name: '迟到', value: `开始 ${session.lateAfterMinutes} 分钟后签到算迟到` },
    { name: '离线补传', value: `${session.offlineLimitMinutes} 分钟内自动有效，超过的由您确认` },
    ...(session.openedAt ? [{ name: '开启', value: clock(session.openedAt) }] : []),
    ...(session.closedAt ? [{ name: '结束', value: clock(session.closedAt) }] : []),
  ]
}

type ActionsProps = { readonly session: SessionView; readonly onChoose: (sheet: Sheet) => void }

function Actions({ session: { id: sessionId, abilities }, onChoose }: ActionsProps) {
  return (
    <View className="ui-buttons">
      {abilities.showCode && (
        <>
          <Button icon="scan" onPress={() => open('checkInCode', { sessionId })}>
            出示签到码
          </Button>
          <Button kind="secondary" icon="image" onPress={() => onChoose('screen')}>
            大屏签到
          </Button>
        </>
      )}
      {abilities.open && <Button onPress={() => onChoose('open')}>开启签到</Button>}
      {abilities.cancel && (
        <Button kind="danger" onPress={() => onChoose('cancel')}>
          取消这次考勤
        </Button>
      )}
      {abilities.reopen && (
        <Button kind="secondary" onPress={() => onChoose('reopen')}>
          重新开启签到
        </Button>
      )}
      {abilities.close && (
        <Button kind="danger" onPress={() => onChoose('close')}>
          结束签到
        </Button>
      )}
    </View>
  )
}

function Entries({ session: { id: sessionId, counts, abilities } }: { readonly session: SessionView }) {
  const note = counts.pending > 0 ? `有 ${counts.pending} 人补传的扫码等您决定` : '谁到了、谁没到'
  return (
    <List>
      <ListItem
        icon="list"
        title={abilities.mark ? '考勤名单和登记' : '考勤名单'}
        note={note}
        onPress={() => open('roll', { sessionId })}
      />
    </List>
  )
}
