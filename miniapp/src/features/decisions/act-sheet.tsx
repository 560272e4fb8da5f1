import type { ReactNode } from 'react'
import { ConfirmSheet, FormError } from '../../ui'
import { useAction } from './use-action'

type ActSheetProps = {
  readonly title: string
  readonly message?: string
  readonly confirmText: string
  readonly danger?: boolean
  /** Tells one intent from another: sent again, it is not done twice. */
  readonly intent: unknown
  readonly act: (idempotencyKey: string) => Promise<void>
  readonly onDismiss: () => void
  readonly children?: ReactNode
}

/** Asks before something is done that needs nothing but a yes; where it fails, the sheet stays and says why. */
export function ActSheet({ intent, act, children, ...sheet }: ActSheetProps) {
  const { isPending, message, run } = useAction()
  return (
    <ConfirmSheet {...sheet} open pending={isPending} onConfirm={() => void run(intent, act)}>
      {children}
      <FormError message={message} />
    </ConfirmSheet>
  )
}
