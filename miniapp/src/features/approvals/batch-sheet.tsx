import {
  type ApprovalDecision,
  type ApprovalItem,
  approvalDecisionLabel,
  REASONED_KINDS,
} from '@jijiao/shared/approvals'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { Checkbox, ConfirmSheet, FormError } from '../../ui'
import { namesInWords, type Outcomes, outcomesOf, ReasonField, useAction } from '../decisions'

const REASON_MAX = 100
const USUAL_REASONS = ['材料不完整，请补充', '与登记信息不一致', '不符合规定']

type BatchSheetProps = {
  readonly decision: ApprovalDecision
  /** As they were looked at: their versions go along. */
  readonly items: readonly ApprovalItem[]
  readonly onDecided: (outcomes: Outcomes) => void
  readonly onDismiss: () => void
}

/** One decision on things of one or many kinds, with the organization's own reasons at hand. */
export function BatchSheet({ decision, items, onDecided, onDismiss }: BatchSheetProps) {
  const [reason, setReason] = useState('')
  const [isKept, setKept] = useState(false)
  const [complaint, setComplaint] = useState<string>()
  const { isPending, message, run } = useAction()
  const reasons = useRemote('approval-reasons', () => api.approvals.reasons())
  const kinds = new Set(items.map(({ kind }) => kind))
  const [kind] = kinds.size === 1 ? kinds : []
  const isApproval = decision === 'approve'
  const wantsReason = !isApproval || REASONED_KINDS.some((one) => kinds.has(one))
  const own = (reasons.data?.data ?? [])
    .filter((one) => one.kind === null || kinds.has(one.kind))
    .map(({ text }) => text)
  const label = approvalDecisionLabel(decision, kind)

  async function decide(): Promise<void> {
    const text = reason.trim()
    if (wantsReason && text === '') {
      setComplaint('请填写原因，对方会看到')
      return
    }
    const rows = items.map((item) => ({
      kind: item.kind,
      id: item.id,
      ...(item.version ? { version: item.version } : {}),
    }))
    const body = { decision, reason: text, rows }
    await run(body, async (idempotencyKey) => {
      const { results } = await api.approvals.decide({ body }, { idempotencyKey })
      // Kept for next time; the decision stands whether or not that works.
      if (isKept && text) {
        await api.approvals.saveReason({ body: { kind: kind ?? null, text } }).then(reasons.reload, () => undefined)
      }
      onDecided(outcomesOf('已办理', results, (id) => items.find((item) => item.id === id)?.asker, 'items'))
    })
  }

  return (
    <ConfirmSheet
      open
      title={`${label} ${items.length} 项？`}
      message={namesInWords(
        items.map(({ asker }) => asker),
        'items',
      )}
      confirmText={label}
      danger={!isApproval}
      pending={isPending}
      onConfirm={() => void decide()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      <ReasonField
        label={isApproval ? '意见' : '原因'}
        optional={!wantsReason}
        ready={wantsReason ? [...own, ...USUAL_REASONS.filter((usual) => !own.includes(usual))] : []}
        maxLength={REASON_MAX}
        value={reason}
        onChange={(value) => {
          setReason(value)
          setComplaint(undefined)
        }}
        error={complaint}
      />
      {reason.trim() !== '' && !own.includes(reason.trim()) && !USUAL_REASONS.includes(reason.trim()) && (
        <Checkbox checked={isKept} onChange={setKept}>
          留作本单位常用的原因
        </Checkbox>
      )}
    </ConfirmSheet>
  )
}
