import type { CourseCategory } from '@jijiao/shared/classes'
import { REMINDER_GAP_DAYS, REMINDER_OUTCOME_LABELS, REMINDER_OUTCOMES, type YearOutlook } from '@jijiao/shared/years'
import { Text, View } from '@tarojs/components'
import { api, useRemote } from '../../api'
import { usePolling } from '../../platform/use-visible'
import { Button, Card, FormError, InfoSheet } from '../../ui'
import { ActSheet, type Outcomes } from '../decisions'
import { Loaded } from '../shell'

const REFRESH_MS = 2000
const WHAT_IS_SENT = `每人收到一条消息，写明还差哪类学时、差多少、什么时候截止；发送前按最新学时再核对一次。${REMINDER_GAP_DAYS} 天内提醒过的人不重复提醒。`

type Listed = {
  readonly outlook: YearOutlook | undefined
  readonly shortIn: CourseCategory | undefined
  readonly q: string | undefined
}

type ChosenSheetProps = {
  readonly year: number
  readonly people: readonly { readonly traineeId: string; readonly name: string }[]
  readonly onDone: (outcomes: Outcomes) => void
  readonly onDismiss: () => void
}

/** Asks before the people who were chosen are told. */
export function RemindChosenSheet({ year, people, onDone, onDismiss }: ChosenSheetProps) {
  const body = { traineeIds: people.map(({ traineeId }) => traineeId) }
  const nameOf = (traineeId: string) => people.find((one) => one.traineeId === traineeId)?.name ?? ''
  return (
    <ActSheet
      title={`提醒这 ${people.length} 人？`}
      message={WHAT_IS_SENT}
      confirmText="发送提醒"
      intent={['remind', year, body]}
      act={async (idempotencyKey) => {
        const { results } = await api.years.remind({ params: { year }, body }, { idempotencyKey })
        const rows = results.map(({ traineeId, outcome }) => ({
          id: traineeId,
          name: nameOf(traineeId),
          reason: outcome === 'told' ? null : REMINDER_OUTCOME_LABELS[outcome],
        }))
        onDone({ verb: REMINDER_OUTCOME_LABELS.told, rows })
      }}
      onDismiss={onDismiss}
    />
  )
}

type AllSheetProps = {
  readonly year: number
  readonly listed: Listed
  readonly onStarted: (jobId: string) => void
  readonly onDismiss: () => void
}

/** The same for everybody whom the list names, after saying how many they are. */
export function RemindAllSheet({ year, listed, onStarted, onDismiss }: AllSheetProps) {
  const params = { year }
  const { outlook, shortIn, q } = listed
  const count = useRemote(`remindable:${year}:${outlook}:${shortIn}:${q}`, () =>
    api.years.remindable({ params, query: listed }),
  )
  if (!count.data) {
    return (
      <InfoSheet title="提醒全部不达标的人" onDismiss={onDismiss}>
        <Loaded remote={count}>{() => null}</Loaded>
      </InfoSheet>
    )
  }
  const { people, toldRecently } = count.data
  const fresh = people - toldRecently
  if (fresh <= 0) {
    return (
      <InfoSheet title="现在没有要提醒的人" onDismiss={onDismiss}>
        <Text>
          {people === 0
            ? '名单里没有不达标的人。'
            : `名单里不达标的 ${people} 人，${REMINDER_GAP_DAYS} 天内都已提醒过。`}
        </Text>
      </InfoSheet>
    )
  }
  return (
    <ActSheet
      title={`给 ${fresh} 人发送提醒？`}
      message={WHAT_IS_SENT}
      confirmText={`提醒 ${fresh} 人`}
      intent={['remindAll', year, listed]}
      act={async (idempotencyKey) => {
        const { jobId } = await api.years.remindAll({ params, body: listed }, { idempotencyKey })
        onStarted(jobId)
      }}
      onDismiss={onDismiss}
    >
      {(shortIn || q) && <Text>只提醒符合当前筛选条件的人。</Text>}
      {toldRecently > 0 && (
        <Text className="ui-soft">{`另有 ${toldRecently} 人 ${REMINDER_GAP_DAYS} 天内已提醒过。`}</Text>
      )}
    </ActSheet>
  )
}

type OutcomeProps = { readonly jobId: string; readonly onEnded: () => void; readonly onDismiss: () => void }

/** How far the reminding of all has come, and what became of it. */
export function RemindAllOutcome({ jobId, onEnded, onDismiss }: OutcomeProps) {
  const job = useRemote(`job:${jobId}`, async () => {
    const found = await api.jobs.get({ params: { jobId } })
    if (found.state === 'done') onEnded()
    return found
  })
  const isUnderWay = job.data?.state === 'waiting' || job.data?.state === 'running'
  usePolling(job.reload, REFRESH_MS, isUnderWay)
  return (
    <Card title="发送提醒">
      <View className="ui-stack">
        <Loaded remote={job}>
          {({ state, progress: { done, total }, result, problem }) => {
            if (state === 'failed') return <FormError message={problem?.title ?? '没有发送完，请再试一次'} />
            if (state !== 'done') {
              const reached = total > 0 ? `正在发送，${done} / ${total}，` : '正在发送，'
              return <Text className="ui-soft">{`${reached}在后台进行，可以离开本页`}</Text>
            }
            return REMINDER_OUTCOMES.filter((outcome) => outcome === 'told' || Number(result?.[outcome]) > 0).map(
              (outcome) => (
                <Text key={outcome} className={outcome === 'told' ? 'ui-strong' : 'ui-soft'}>
                  {`${REMINDER_OUTCOME_LABELS[outcome]} ${Number(result?.[outcome])} 人`}
                </Text>
              ),
            )
          }}
        </Loaded>
        {!isUnderWay && (
          <Button kind="secondary" small onPress={onDismiss}>
            知道了
          </Button>
        )}
      </View>
    </Card>
  )
}
