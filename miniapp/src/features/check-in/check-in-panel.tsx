import { asksForPlace } from '@jijiao/shared/attendance'
import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { scanCode } from '../../platform/scan'
import { Button, FormError, Icon } from '../../ui'
import { type CheckInOutcome, checkInByScan } from './check-in'
import { CheckInResult } from './check-in-result'
import { DigitsForm } from './digits-form'
import { KeptScanList } from './kept-scan-list'
import { MarkedResult } from './marked-result'
import { mayReadPlace, settlePlaceConsent } from './place-consent'
import { PLACE_NOTICE } from './place-words'

type Stage =
  | { readonly at: 'start'; readonly message?: string }
  | { readonly at: 'digits' }
  | { readonly at: 'sending'; readonly text: string }
  | { readonly at: 'done'; readonly outcome: CheckInOutcome }

type CheckInPanelProps = {
  /** What a scanner outside has read. */
  readonly scanned: string | null
  readonly startsWithDigits?: boolean
  readonly onLeave: () => void
}

/** Checking in: by scanning, by a link that a scanner opened, or by the six digits. */
export function CheckInPanel({ scanned, startsWithDigits = false, onLeave }: CheckInPanelProps) {
  const [stage, setStage] = useState<Stage>(
    scanned ? { at: 'sending', text: scanned } : { at: startsWithDigits ? 'digits' : 'start' },
  )

  useEffect(() => {
    if (scanned) void send(scanned)
  }, [scanned])

  async function send(text: string): Promise<void> {
    setStage({ at: 'sending', text })
    setStage({ at: 'done', outcome: await checkInByScan(text) })
    void settlePlaceConsent()
  }

  async function scan(): Promise<void> {
    const outcome = await scanCode()
    if (outcome.kind === 'scanned') await send(outcome.text)
    else setStage({ at: 'start', message: outcome.kind === 'unavailable' ? outcome.reason : undefined })
  }

  if (stage.at === 'sending') return <Sending isPlaceRead={asksForPlace(stage.text) && mayReadPlace()} />
  if (stage.at === 'done') {
    if (stage.outcome.kind === 'marked') return <MarkedResult view={stage.outcome.view} onLeave={onLeave} />
    return (
      <CheckInResult outcome={stage.outcome}>
        {stage.outcome.kind === 'refused' && (
          <>
            <Button icon="scan" onPress={() => void scan()}>
              重新扫码
            </Button>
            <Button kind="secondary" onPress={() => setStage({ at: 'digits' })}>
              输入六位数字
            </Button>
          </>
        )}
        <Button kind="secondary" onPress={onLeave}>
          返回
        </Button>
      </CheckInResult>
    )
  }
  return (
    <>
      {stage.at === 'start' && <FormError message={stage.message} />}
      <View className="ui-result">
        <View className="ui-blank-mark">
          <Icon name="scan" />
        </View>
        <Text>请对准现场屏幕上的签到码</Text>
      </View>
      <Button icon="scan" onPress={() => void scan()}>
        扫码签到
      </Button>
      {stage.at === 'digits' ? (
        <DigitsForm onMarked={(view) => setStage({ at: 'done', outcome: { kind: 'marked', view } })} />
      ) : (
        <Button kind="secondary" icon="digits" onPress={() => setStage({ at: 'digits' })}>
          输入六位数字
        </Button>
      )}
      <KeptScanList />
    </>
  )
}

function Sending({ isPlaceRead }: { readonly isPlaceRead: boolean }) {
  return (
    <View className="ui-blank">
      <View className="ui-spinner ui-spinner-large" />
      <Text>正在签到…</Text>
      {isPlaceRead && <Text className="ui-soft">{PLACE_NOTICE}</Text>}
    </View>
  )
}
