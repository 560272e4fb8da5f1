import {
  REVEALED_FIELD_LABELS,
  REVEALED_FIELDS,
  type RevealedField,
  type TraineeProfileView,
} from '@jijiao/shared/trainees'
import { useState } from 'react'
import { api } from '../../api'
import { Choices, ConfirmSheet, Digits, Field, FormError } from '../../ui'
import { ReasonField, useAction } from '../decisions'

const FIELDS = REVEALED_FIELDS.map((value) => ({ value, label: REVEALED_FIELD_LABELS[value] }))
const PURPOSES = ['核对证件信息', '联系本人补充资料', '核实培训情况']
const PURPOSE_MIN = 4
const PURPOSE_MAX = 100

type RevealSheetProps = { readonly trainee: TraineeProfileView; readonly onDismiss: () => void }

/** The whole number, for a purpose that the person can read afterwards. It is gone with the sheet. */
export function RevealSheet({ trainee, onDismiss }: RevealSheetProps) {
  const [field, setField] = useState<RevealedField>('phone')
  const [purpose, setPurpose] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const [shown, setShown] = useState<{ readonly value: string | null } | null>(null)
  const { isPending, message, run } = useAction()

  async function reveal(): Promise<void> {
    if (purpose.trim().length < PURPOSE_MIN) {
      setComplaint(`请用至少 ${PURPOSE_MIN} 个字写明用途`)
      return
    }
    const body = { field, purpose: purpose.trim() }
    await run(body, async (idempotencyKey) => {
      setShown(await api.trainees.reveal({ params: { traineeId: trainee.id }, body }, { idempotencyKey }))
    })
  }

  if (shown) {
    return (
      <ConfirmSheet
        open
        title={`${trainee.name}的${REVEALED_FIELD_LABELS[field]}`}
        message={shown.value === null ? '没有填写' : '这次查看已经记录，本人可以看到。'}
        confirmText="看完了"
        onConfirm={onDismiss}
        onDismiss={onDismiss}
      >
        {shown.value && (
          <Digits label={REVEALED_FIELD_LABELS[field]} value={shown.value} groupSize={field === 'phone' ? 4 : 6} />
        )}
      </ConfirmSheet>
    )
  }
  return (
    <ConfirmSheet
      open
      title={`查看${trainee.name}的完整号码`}
      message="查看的人、时间和用途都会记录，本人可以看到。"
      confirmText="查看"
      pending={isPending}
      onConfirm={() => void reveal()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      <Field label="查看什么">
        <Choices label="查看什么" value={field} options={FIELDS} onChange={setField} />
      </Field>
      <ReasonField
        label="用途"
        ready={PURPOSES}
        maxLength={PURPOSE_MAX}
        value={purpose}
        onChange={(value) => {
          setPurpose(value)
          setComplaint(undefined)
        }}
        error={complaint}
      />
    </ConfirmSheet>
  )
}
