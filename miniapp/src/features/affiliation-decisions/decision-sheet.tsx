import type { AffiliationDecision, AffiliationRequestView } from '@jijiao/shared/affiliations'
import { useState } from 'react'
import { api } from '../../api'
import { ConfirmSheet, FormError } from '../../ui'
import { namesInWords, type Outcomes, outcomesOf, ReasonField, useAction } from '../decisions'

const READY_REASONS = ['不是本单位职工', '姓名或身份证号码与单位登记不一致', '信息不完整，请补充后再申请', '重复申请']
const REASON_MAX = 200

type DecisionSheetProps = {
  readonly decision: AffiliationDecision
  readonly requests: readonly AffiliationRequestView[]
  readonly onDecided: (outcomes: Outcomes) => void
  readonly onDismiss: () => void
}

/** Asks once more before the answer goes to the people. */
export function DecisionSheet({ decision, requests, onDecided, onDismiss }: DecisionSheetProps) {
  const [reason, setReason] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const { isPending, message, run } = useAction()
  const isRefusal = decision === 'refuse'
  const names = namesInWords(requests.map(({ name }) => name))

  async function decide(): Promise<void> {
    if (isRefusal && reason.trim() === '') {
      setComplaint('请填写不通过的原因，申请人会看到')
      return
    }
    const body = {
      ids: requests.map(({ id }) => id),
      decision,
      ...(isRefusal ? { reason: reason.trim() } : {}),
    }
    await run(body, async (idempotencyKey) => {
      const { results } = await api.affiliations.decide({ body }, { idempotencyKey })
      const nameOf = (id: string) => requests.find((request) => request.id === id)?.name
      onDecided(outcomesOf(isRefusal ? '已答复“否”' : '已确认为本单位学员', results, nameOf))
    })
  }

  return (
    <ConfirmSheet
      open
      title={isRefusal ? `不通过 ${requests.length} 人的申请？` : `确认 ${requests.length} 人是本单位学员？`}
      message={isRefusal ? names : `${names}。确认后，他们就可以被录入培训班。`}
      confirmText={isRefusal ? '否，不通过' : '是，确认'}
      danger={isRefusal}
      pending={isPending}
      onConfirm={() => void decide()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      {isRefusal && (
        <ReasonField
          label="不通过的原因"
          ready={READY_REASONS}
          maxLength={REASON_MAX}
          value={reason}
          onChange={(value) => {
            setReason(value)
            setComplaint(undefined)
          }}
          error={complaint}
        />
      )}
    </ConfirmSheet>
  )
}
