import type { CheckInView } from '@jijiao/shared/attendance'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { POSITION_PATIENCE_MS } from '../../platform/position'
import { readPosition } from '../../platform/read-position'
import { Banner, Button, Card, FormError } from '../../ui'
import { useAction } from '../decisions'
import { CheckInResult } from './check-in-result'
import { mayReadPlace, settlePlaceConsent } from './place-consent'
import { PlaceQuestion } from './place-question'
import { NO_PLACE, PLACE_NOTICE, SHOW_THIS_PAGE } from './place-words'

type MarkedResultProps = { readonly view: CheckInView; readonly onLeave: () => void }

/** The mark stands. Where its place is wanted and missing, it can be told now: nobody's scan waited for the question. */
export function MarkedResult({ view, onLeave }: MarkedResultProps) {
  const [mark, setMark] = useState(view.mark)
  const [isAnswered, setAnswered] = useState(mayReadPlace)
  const telling = useAction()
  const lacksPlace = mark.flags.includes('withoutPlace')
  const isAsking = lacksPlace && !isAnswered

  const tell = () =>
    telling.run(mark.version, async () => {
      const position = await readPosition(POSITION_PATIENCE_MS.unhurried)
      if (!position) return telling.complain(NO_PLACE)
      setMark(await api.attendance.tellPlace({ params: { sessionId: view.session.id }, body: { position } }))
    })

  function answer(agrees: boolean): void {
    setAnswered(true)
    if (agrees) void tell()
    void settlePlaceConsent()
  }

  return (
    <CheckInResult outcome={{ kind: 'marked', view: { ...view, mark } }} isBrief={isAsking}>
      {isAsking && (
        <Card>
          <PlaceQuestion onAnswered={answer} />
        </Card>
      )}
      {lacksPlace && isAnswered && (
        <>
          <FormError message={telling.message} />
          {telling.isPending ? (
            <Text className="ui-soft">{PLACE_NOTICE}</Text>
          ) : (
            <Banner tone="warn" icon="info">
              {SHOW_THIS_PAGE}
            </Banner>
          )}
          {mayReadPlace() && (
            <Button
              kind="secondary"
              pending={telling.isPending}
              pendingText="正在读取位置…"
              onPress={() => void tell()}
            >
              重新读取位置
            </Button>
          )}
        </>
      )}
      {!isAsking && <Button onPress={onLeave}>完成</Button>}
    </CheckInResult>
  )
}
