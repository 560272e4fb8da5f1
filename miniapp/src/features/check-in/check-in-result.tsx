import { type CheckInView, MARK_STATE_LABELS } from '@jijiao/shared/attendance'
import type { ReactNode } from 'react'
import { type Fact, Result } from '../../ui'
import { clock, dayInWords, dayOf, timeSpan } from '../calendar'
import type { CheckInOutcome } from './check-in'
import { placeInWords } from './place-words'

type CheckInResultProps = {
  readonly outcome: CheckInOutcome
  /** Without its facts: something is asked below it, which must be in sight. */
  readonly isBrief?: boolean
  /** What to do next. */
  readonly children: ReactNode
}

/** The whole page: what was written, for which class and when, or why not. */
export function CheckInResult({ outcome, isBrief = false, children }: CheckInResultProps) {
  if (outcome.kind === 'refused') {
    return (
      <Result outcome="failure" title="没有签到成功" note={outcome.sentence}>
        {children}
      </Result>
    )
  }
  if (outcome.kind === 'kept') {
    return (
      <Result
        outcome="waiting"
        title="已保存，等待上传"
        note="现在连不上网络。这次扫码已经保存在手机里，网络恢复后会自动上传，以扫码时的时间为准。"
      >
        {children}
      </Result>
    )
  }
  const { view } = outcome
  const isPending = view.mark.decision === 'pending'
  return (
    <Result
      outcome={isPending ? 'waiting' : 'success'}
      title={isPending ? '已上传，待经办人确认' : headline(view)}
      note={view.isRepeated ? '您之前已经签到，不需要再签一次' : placeInWords(view.mark)}
      facts={isBrief ? [] : facts(view)}
    >
      {children}
    </Result>
  )
}

function headline({ mark, isRepeated }: CheckInView): string {
  if (mark.state === 'late') return isRepeated ? '已签到（迟到）' : '签到成功（迟到）'
  if (mark.state === 'present') return isRepeated ? '已经签到' : '签到成功'
  return `考勤状态：${MARK_STATE_LABELS[mark.state]}`
}

function facts(view: CheckInView): readonly Fact[] {
  const { startsAt, endsAt, remark } = view.session
  const { markedAt } = view.mark
  const time = timeSpan(startsAt, endsAt)
  return [
    { name: '培训班', value: view.class.name },
    { name: '考勤', value: remark ? `${time}（${remark}）` : time },
    ...(view.class.place ? [{ name: '地点', value: view.class.place }] : []),
    { name: '状态', value: MARK_STATE_LABELS[view.mark.state] },
    { name: '签到时间', value: `${dayInWords(dayOf(markedAt))} ${clock(markedAt, true)}` },
  ]
}
