import { useState } from 'react'
import { ConfirmSheet, FormError } from '../../ui'
import { ReasonField } from './reason-field'
import { useAction } from './use-action'

type DecisionSheetProps = {
  readonly title: string
  readonly message?: string
  /** The verb of the decision: `退案`. */
  readonly confirmText: string
  /** A refusal needs an opinion; anything else may have one, unless it `needsOpinion` as well. */
  readonly isRefusal?: boolean
  readonly needsOpinion?: boolean
  /** What the opinion is called on the page: `审核意见`. */
  readonly opinionLabel?: string
  /** Whether whom it concerns reads the opinion; that is said where it is missing. */
  readonly isRead?: boolean
  readonly readyReasons: readonly string[]
  readonly maxLength: number
  /** Sends the decision; what it throws is shown on the sheet, and nothing typed is lost. */
  readonly decide: (opinion: string, idempotencyKey: string) => Promise<void>
  readonly onDismiss: () => void
}

/** Asks for the last word on something, with the opinion that goes with it. */
export function DecisionSheet({
  title,
  message,
  confirmText,
  isRefusal = false,
  needsOpinion = isRefusal,
  opinionLabel = '审核意见',
  isRead = true,
  readyReasons,
  maxLength,
  decide,
  onDismiss,
}: DecisionSheetProps) {
  const [opinion, setOpinion] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const action = useAction()

  function send(): void {
    if (needsOpinion && opinion.trim() === '') {
      setComplaint(isRead ? `请填写${opinionLabel}，对方会看到` : `请填写${opinionLabel}`)
      return
    }
    void action.run([confirmText, opinion], (idempotencyKey) => decide(opinion.trim(), idempotencyKey))
  }

  return (
    <ConfirmSheet
      open
      title={title}
      message={message}
      confirmText={confirmText}
      danger={isRefusal}
      pending={action.isPending}
      onConfirm={send}
      onDismiss={onDismiss}
    >
      <FormError message={action.message} />
      <ReasonField
        label={opinionLabel}
        optional={!needsOpinion}
        ready={needsOpinion ? readyReasons : []}
        maxLength={maxLength}
        value={opinion}
        onChange={(value) => {
          setOpinion(value)
          setComplaint(undefined)
        }}
        error={complaint}
      />
    </ConfirmSheet>
  )
}
