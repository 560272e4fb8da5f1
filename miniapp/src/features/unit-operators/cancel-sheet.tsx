import type { OperatorView } from '@jijiao/shared/operators'
import { useState } from 'react'
import { api } from '../../api'
import { ConfirmSheet, FormError, toast } from '../../ui'
import { ReasonField, useAction } from '../decisions'

const READY_REASONS = ['岗位调整', '已离职', '添加有误']
const REASON_MAX = 200

type SheetProps = { readonly operator: OperatorView; readonly onDone: () => void; readonly onDismiss: () => void }

export function CancelSheet({ operator, onDone, onDismiss }: SheetProps) {
  const [reason, setReason] = useState('')
  const { isPending, message, run } = useAction()

  async function cancel(): Promise<void> {
    const input = { params: { operatorId: operator.id }, body: { reason } }
    await run(input, async (idempotencyKey) => {
      await api.operators.cancel(input, { idempotencyKey })
      toast('绑定已取消')
      onDone()
    })
  }

  return (
    <ConfirmSheet
      open
      title={operator.state === 'pending' ? `收回对${operator.name}的邀请？` : `取消${operator.name}的经办人绑定？`}
      message="取消后，本人马上不能再为单位办理业务。已办的业务不受影响。"
      confirmText="取消绑定"
      danger
      pending={isPending}
      onConfirm={() => void cancel()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      <ReasonField
        label="原因"
        optional
        ready={READY_REASONS}
        maxLength={REASON_MAX}
        value={reason}
        onChange={setReason}
      />
    </ConfirmSheet>
  )
}
