import { REASON_MAX, type RollRow } from '@jijiao/shared/attendance'
import { useState } from 'react'
import { api } from '../../api'
import { ConfirmSheet, FormError } from '../../ui'
import { namesInWords, type Outcomes, ReasonField, useAction } from '../decisions'
import { markOutcomes } from './mark-outcomes'

export type LateScanDecision = 'accept' | 'refuse'

const READY_REASONS: Readonly<Record<LateScanDecision, readonly string[]>> = {
  accept: ['会场没有网络，已核实本人到场', '手机故障，已核实本人到场'],
  refuse: ['核实本人不在场', '补传太晚，无法核实'],
}

type LateScanSheetProps = {
  readonly sessionId: string
  readonly decision: LateScanDecision
  readonly rows: readonly RollRow[]
  readonly onDecided: (outcomes: Outcomes) => void
  readonly onDismiss: () => void
}

/** The operator's word on scans that arrived later than the roll call allows. */
export function LateScanSheet({ sessionId, decision, rows, onDecided, onDismiss }: LateScanSheetProps) {
  const [reason, setReason] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const { isPending, message, run } = useAction()
  const isAcceptance = decision === 'accept'

  async function confirm(): Promise<void> {
    if (reason.trim() === '') {
      setComplaint(isAcceptance ? '请填写认可的原因' : '请填写不认可的原因')
      return
    }
    const body = { traineeIds: rows.map(({ traineeId }) => traineeId), decision, reason: reason.trim() }
    await run(body, async () => {
      const { data } = await api.attendance.decideLateScans({ params: { sessionId }, body })
      onDecided(await markOutcomes(isAcceptance ? '已认可' : '未认可', sessionId, data, rows))
    })
  }

  const names = namesInWords(rows.map(({ name }) => name))
  return (
    <ConfirmSheet
      open
      title={isAcceptance ? `认可 ${rows.length} 人补传的扫码？` : `不认可 ${rows.length} 人补传的扫码？`}
      message={isAcceptance ? `${names}。以扫码时的时间计考勤。` : `${names}。这次考勤记为缺勤，以后仍可更正。`}
      confirmText={isAcceptance ? '认可' : '不认可'}
      danger={!isAcceptance}
      pending={isPending}
      onConfirm={() => void confirm()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      <ReasonField
        label="原因"
        ready={READY_REASONS[decision]}
        maxLength={REASON_MAX}
        value={reason}
        onChange={(value) => {
          setReason(value)
          setComplaint(undefined)
        }}
        error={complaint}
      />
    </ConfirmSheet>
  )
}
