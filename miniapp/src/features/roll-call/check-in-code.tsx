import { Text, View } from '@tarojs/components'
import { goBack, open } from '../../platform/navigation'
import { useCodeDisplay } from '../../platform/use-code-display'
import { Button, Digits, Empty, QrImage, Skeleton } from '../../ui'
import { Absent, AppPage } from '../shell'
import { isStale, type Received, remainingMs } from './code-feed'
import { Counts } from './counts'
import { useCodeFeed, useStopwatch } from './use-code-feed'
import './check-in-code.scss'

/** The code for the hall, as large as the phone allows, with the six digits and who has arrived. */
export function CheckInCode({ sessionId }: { readonly sessionId: string }) {
  useCodeDisplay()
  const { received, trouble, ended, isAbsent } = useCodeFeed(sessionId)
  if (ended !== null && isAbsent) {
    return (
      <AppPage title="签到码">
        <Absent message={ended} />
      </AppPage>
    )
  }
  if (ended !== null) {
    return (
      <AppPage title="签到码">
        <Empty icon="clock" title="不能出示签到码" note={ended}>
          <Button onPress={() => open('roll', { sessionId })}>看考勤名单</Button>
          <Button kind="secondary" onPress={goBack}>
            返回
          </Button>
        </Empty>
      </AppPage>
    )
  }
  return (
    <AppPage title="签到码">
      <View className="code-display">
        {received === null ? <Waiting trouble={trouble} /> : <Code received={received} trouble={trouble} />}
      </View>
    </AppPage>
  )
}

function Waiting({ trouble }: { readonly trouble: string | null }) {
  if (trouble === null) return <Skeleton rows={2} />
  return <Empty icon="wifi-off" title="签到码没有加载成功" note={`${trouble}。正在自动重试，不需要操作。`} />
}

function Code({ received, trouble }: { readonly received: Received; readonly trouble: string | null }) {
  const now = useStopwatch()
  const { code } = received
  if (isStale(received, now)) {
    const note = `${trouble ? `${trouble}。` : ''}旧的签到码已经失效，所以不再显示。恢复后会自动出现新的签到码。`
    return <Empty icon="wifi-off" title="连不上服务器，签到码已隐藏" note={note} />
  }
  const remaining = Math.max(0, remainingMs(received, now))
  return (
    <>
      <QrImage text={code.link} size={300} label="签到码，请学员用微信扫一扫" />
      <View className="code-countdown">
        <View className="code-countdown-bar" style={{ width: `${(remaining / (code.slotSeconds * 1000)) * 100}%` }} />
      </View>
      <Text className="ui-soft">{remaining > 0 ? `${Math.ceil(remaining / 1000)} 秒后更新` : '正在更新…'}</Text>
      <View className="code-digits">
        <Text className="ui-soft">不能扫码的，输入六位数字</Text>
        <Digits value={code.digits} label="六位数字" />
      </View>
      <Counts counts={code.counts} />
    </>
  )
}
