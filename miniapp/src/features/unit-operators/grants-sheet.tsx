import type { OperatorView } from '@jijiao/shared/operators'
import { useState } from 'react'
import { api } from '../../api'
import { ConfirmSheet, FormError, toast } from '../../ui'
import { useAction } from '../decisions'
import { GrantChoice } from './grant-choice'

type SheetProps = { readonly operator: OperatorView; readonly onDone: () => void; readonly onDismiss: () => void }

export function GrantsSheet({ operator, onDone, onDismiss }: SheetProps) {
  const [grants, setGrants] = useState(operator.grants)
  const { isPending, message, run } = useAction()

  async function save(): Promise<void> {
    const input = { params: { operatorId: operator.id }, body: { grants: [...grants] } }
    await run(input, async (idempotencyKey) => {
      await api.operators.changeGrants(input, { idempotencyKey })
      toast('授权已保存')
      onDone()
    })
  }

  return (
    <ConfirmSheet
      open
      title={`${operator.name}的系统授权`}
      message={operator.state === 'pending' ? '本人同意绑定后生效。' : '保存后，本人需要重新选择单位。'}
      confirmText="保存授权"
      pending={isPending}
      onConfirm={() => void save()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      <GrantChoice value={grants} onChange={(next) => setGrants([...next])} />
    </ConfirmSheet>
  )
}
