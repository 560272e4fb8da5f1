import type { ApprovalKind } from '@jijiao/shared/approvals'
import { useState } from 'react'
import { api } from '../../api'
import { Button, FormError, toast } from '../../ui'
import { useAction } from '../decisions'

type NudgeButtonProps = { readonly kind: ApprovalKind; readonly id: string }

/** Reminds whoever has to decide what one has asked; once a day, as the server counts. */
export function NudgeButton({ kind, id }: NudgeButtonProps) {
  const { isPending, message, run } = useAction()
  const [isDone, setDone] = useState(false)
  const nudge = () =>
    void run([kind, id], async (idempotencyKey) => {
      await api.approvals.nudge({ body: { kind, id } }, { idempotencyKey })
      setDone(true)
      toast('已提醒对方')
    })
  return (
    <>
      <Button kind="secondary" icon="bell" pending={isPending} disabled={isDone} onPress={nudge}>
        {isDone ? '今天已催办' : '催办'}
      </Button>
      <FormError message={message} />
    </>
  )
}
