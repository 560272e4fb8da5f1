import type { AffiliationView } from '@jijiao/shared/affiliations'
import { ProblemError } from '@jijiao/shared/http'
import { useState } from 'react'
import { api } from '../../api'
import { Button, toast } from '../../ui'
import { ActSheet } from '../decisions'

type WithdrawButtonProps = { readonly affiliation: AffiliationView; readonly onWithdrawn: () => Promise<void> }

export function WithdrawButton({ affiliation: { id, organization }, onWithdrawn }: WithdrawButtonProps) {
  const [isAsking, setAsking] = useState(false)

  async function withdraw(idempotencyKey: string): Promise<void> {
    try {
      await api.affiliations.withdraw({ params: { affiliationId: id } }, { idempotencyKey })
      toast('已撤回申请')
    } catch (error) {
      // The unit has answered in the meantime: its answer is what the person should see now.
      if (!(error instanceof ProblemError && error.code === 'state_conflict')) throw error
      toast('单位刚刚已经答复，请看最新结果')
    }
    setAsking(false)
    await onWithdrawn()
  }

  return (
    <>
      <Button kind="secondary" onPress={() => setAsking(true)}>
        撤回申请
      </Button>
      {isAsking && (
        <ActSheet
          title="撤回申请？"
          message={`撤回后，“${organization.name}”不会再看到这次申请。以后可以重新申请。`}
          confirmText="撤回申请"
          danger
          intent={id}
          act={withdraw}
          onDismiss={() => setAsking(false)}
        />
      )}
    </>
  )
}
