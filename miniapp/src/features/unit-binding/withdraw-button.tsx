import type { AffiliationView } from '@jijiao/shared/affiliations'
import { ProblemError } from '@jijiao/shared/http'
import { useRef, useState } from 'react'
import { api, createSubmission, errorSentence } from '../../api'
import { Button, ConfirmSheet, FormError, toast } from '../../ui'

type WithdrawButtonProps = { readonly affiliation: AffiliationView; readonly onWithdrawn: () => Promise<void> }

export function WithdrawButton({ affiliation, onWithdrawn }: WithdrawButtonProps) {
  const [isAsking, setAsking] = useState(false)
  const [isPending, setPending] = useState(false)
  const [message, setMessage] = useState<string>()
  const submission = useRef(createSubmission())

  async function withdraw(): Promise<void> {
    const params = { affiliationId: affiliation.id }
    setPending(true)
    setMessage(undefined)
    try {
      await submission.current(params, (idempotencyKey) => api.affiliations.withdraw({ params }, { idempotencyKey }))
      setAsking(false)
      toast('已撤回申请')
      await onWithdrawn()
    } catch (error) {
      // The unit has answered in the meantime: its answer is what the person should see now.
      if (error instanceof ProblemError && error.code === 'state_conflict') {
        setAsking(false)
        toast('单位刚刚已经答复，请看最新结果')
        await onWithdrawn()
      } else setMessage(errorSentence(error))
    } finally {
      setPending(false)
    }
  }

  return (
    <>
      <Button kind="secondary" onPress={() => setAsking(true)}>
        撤回申请
      </Button>
      <ConfirmSheet
        open={isAsking}
        title="撤回申请？"
        message={`撤回后，“${affiliation.organization.name}”不会再看到这次申请。以后可以重新申请。`}
        confirmText="撤回申请"
        danger
        pending={isPending}
        onConfirm={() => void withdraw()}
        onDismiss={() => setAsking(false)}
      >
        <FormError message={message} />
      </ConfirmSheet>
    </>
  )
}
