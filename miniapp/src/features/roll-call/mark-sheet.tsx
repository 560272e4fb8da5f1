import { MARK_STATE_LABELS, type MarkState, REASON_MAX, type RollRow } from '@jijiao/shared/attendance'
import { useState } from 'react'
import { api } from '../../api'
import { ConfirmSheet, FormError } from '../../ui'
import { namesInWords, type Outcomes, ReasonField, useAction } from '../decisions'
import { markOutcomes } from './mark-outcomes'

const READY_REASONS = ['手机没电或没带手机', '登记有误，现更正', '已核实本人到场', '已核实本人不在场']

type MarkSheetProps = {
  readonly sessionId: string
  readonly state: MarkState
  /** As the operator saw them when deciding: their versions go along, so that no newer scan is overwritten unseen. */
  readonly rows: readonly RollRow[]
  readonly onMarked: (outcomes: Outcomes) => void
  readonly onDismiss: () => void
}

/** Marks by hand; a mark that stands is corrected only with a reason. */
export function MarkSheet({ sessionId, state, rows, onMarked, onDismiss }: MarkSheetProps) {
  const [reason, setReason] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const { isPending, message, run } = useAction()
  const standing = rows.filter(({ mark }) => mark !== null)
  const label = MARK_STATE_LABELS[state]

  async function confirm(): Promise<void> {
    if (standing.length > 0 && reason.trim() === '') {
      setComplaint('请填写更正的原因')
      return
    }
    const marks = rows.map(({ traineeId, mark }) => ({ traineeId, state, version: mark?.version ?? 0 }))
    const body = { marks, ...(reason.trim() ? { reason: reason.trim() } : {}) }
    await run(body, async () => {
      const { data } = await api.attendance.mark({ params: { sessionId }, body })
      onMarked(await markOutcomes(`已登记“${label}”`, sessionId, data, rows))
    })
  }

  const names = namesInWords(rows.map(({ name }) => name))
  const correction = standing.length > 0 ? `其中 ${standing.length} 人已有考勤，更正要写明原因。` : ''
  return (
    <ConfirmSheet
      open
      title={`把 ${rows.length} 人登记为“${label}”？`}
      message={`${names}。${correction}`}
      confirmText={`登记为“${label}”`}
      pending={isPending}
      onConfirm={() => void confirm()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      <ReasonField
        label={standing.length > 0 ? '更正的原因' : '原因'}
        ready={READY_REASONS}
        maxLength={REASON_MAX}
        optional={standing.length === 0}
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
