import { APPROVAL_KIND_LABELS, type ApprovalItem } from '@jijiao/shared/approvals'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { ConfirmSheet, FormError, SelectField, TextField, toast } from '../../ui'
import { useAction } from '../decisions'

const REASON_MAX = 100
/** Not a colleague: everybody may take it again. */
const EVERYBODY = 'everybody'

type HandOverSheetProps = {
  readonly item: ApprovalItem
  readonly onDone: () => void
  readonly onDismiss: () => void
}

/** Says which colleague a thing is for; whoever else may decide it still can. */
export function HandOverSheet({ item, onDone, onDismiss }: HandOverSheetProps) {
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const { isPending, message, run } = useAction()
  const colleagues = useRemote(`colleagues:${item.kind}`, () =>
    api.approvals.colleagues({ query: { kind: item.kind } }),
  )
  const options = [
    ...(item.assignee ? [{ value: EVERYBODY, label: '不指定，谁都可以办' }] : []),
    ...(colleagues.data?.data ?? []).map(({ operatorId, name }) => ({ value: operatorId, label: name })),
  ]

  async function handOver(): Promise<void> {
    if (!to) {
      setComplaint('请选择同事')
      return
    }
    const { kind, id } = item
    const body = { kind, id, operatorId: to === EVERYBODY ? null : to, reason: reason.trim() }
    await run(body, async (idempotencyKey) => {
      await api.approvals.handOver({ body }, { idempotencyKey })
      toast('已转交')
      onDone()
    })
  }

  return (
    <ConfirmSheet
      open
      title={`转交：${APPROVAL_KIND_LABELS[item.kind]}，${item.asker}`}
      message="转交后会排在同事的待办里，其他经办人仍可以办理。"
      confirmText="转交"
      pending={isPending}
      onConfirm={() => void handOver()}
      onDismiss={onDismiss}
    >
      <FormError message={message ?? colleagues.error} />
      <SelectField
        label="转交给"
        value={to}
        options={options}
        placeholder={options.length > 0 ? '请选择' : '没有其他能办理的经办人'}
        onChange={(next) => {
          setTo(next)
          setComplaint(undefined)
        }}
        error={complaint}
      />
      <TextField label="说明" optional maxLength={REASON_MAX} value={reason} onChange={setReason} />
    </ConfirmSheet>
  )
}
