import { asksForPlace } from '@jijiao/shared/attendance'
import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { scanCode } from '../../platform/scan'
import { Button, Card, FormError, Icon } from '../../ui'
import { type CheckInOutcome, checkInByScan } from './check-in'
import { CheckInResult } from './check-in-result'
import { DigitsForm } from './digits-form'
import { KeptScanList } from './kept-scan-list'
import { mayReadPlace, settlePlaceConsent } from './place-consent'
import { PlaceQuestion } from './place-question'
import { PLACE_NOTICE } from './place-words'

type Stage =
  | { readonly at: 'start'; readonly message?: string }
  | { readonly at: 'digits' }
  /** The code asks where the phone is, and the person has not said yet whether it may. */
  | { readonly at: 'place'; readonly text: string }
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
    scanned ? begin(scanned, false) : { at: startsWithDigits ? 'digits' : 'start' },
  )
  const [isAsked, setAsked] = useState(false)

  useEffect(() => {
    if (scanned) void askOrSend(scanned, false)
  }, [scanned])

  async function askOrSend(text: string, wasAsked: boolean): Promise<void> {
    const next = begin(text, wasAsked)
    if (next.at === 'sending') await send(text)
    else setStage(next)
  }

  async function send(text: string): Promise<void> {
    setStage({ at: 'sending', text })
    setStage({ at: 'done', outcome: await checkInByScan(text) })
    void settlePlaceConsent()
  }

  async function scan(): Promise<void> {
    const outcome = await scanCode()
    if (outcome.kind === 'scanned') await askOrSend(outcome.text, isAsked)
    else setStage({ at: 'start', message: outcome.kind === 'unavailable' ? outcome.reason : undefined })
  }

  if (stage.at === 'place') {
    const answered = () => {
      setAsked(true)
      void send(stage.text)
    }
    return (
      <Card>
        <PlaceQuestion onAnswered={answered} />
      </Card>
    )
  }
  if (stage.at === 'sending') return <Sending isPlaceRead={asksForPlace(stage.text) && mayReadPlace()} />
  if (stage.at === 'done') {
    const isMarked = stage.outcome.kind === 'marked'
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
        <Button kind={isMarked ? 'primary' : 'secondary'} onPress={onLeave}>
          {isMarked ? '完成' : '返回'}
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

/** Asked once a visit, unless the person has agreed before. */
const begin = (text: string, isAsked: boolean): Stage => ({
  at: asksForPlace(text) && !isAsked && !mayReadPlace() ? 'place' : 'sending',
  text,
})

function Sending({ isPlaceRead }: { readonly isPlaceRead: boolean }) {
  return (
    <View className="ui-blank">
      <View className="ui-spinner ui-spinner-large" />
      <Text>正在签到…</Text>
      {isPlaceRead && <Text className="ui-soft">{PLACE_NOTICE}</Text>}
    </View>
  )
}
