import { formatCreditHours } from '@jijiao/shared/classes'
import { RECORD_ACTION_LABELS, type RecordDecision, type RecordLine } from '@jijiao/shared/credit-records'
import { useState } from 'react'
import { api } from '../../api'
import { ConfirmSheet, FormError, TextField } from '../../ui'
import { namesInWords, type Outcomes, outcomesOf, ReasonField, useAction } from '../decisions'

const READY_REASONS = ['缺少证明材料', '学时计算有误', '学习时间与证明不一致', '课程类型填写有误', '重复申报']
const OPINION_MAX = 500
const OVERRIDE_MAX = 200
const DONE: Readonly<Record<RecordDecision, string>> = { approve: '已同意', return: '已退案', reject: '已结案' }

type RecordDecisionSheetProps = {
  readonly decision: RecordDecision
  /** As they were looked at: their versions go along. */
  readonly records: readonly RecordLine[]
  readonly onDecided: (outcomes: Outcomes) => void
  readonly onDismiss: () => void
}

/** The decision on one record, whose hours can be set, or on many. */
export function RecordDecisionSheet({ decision, records, onDecided, onDismiss }: RecordDecisionSheetProps) {
  const [only] = records.length === 1 ? records : []
  const declared = only && formatCreditHours(only.reviewedTenths ?? only.declaredTenths)
  const [hours, setHours] = useState(declared ?? '')
  const [opinion, setOpinion] = useState('')
  const [overrideReason, setOverrideReason] = useState('')
  const [complaints, setComplaints] = useState<{ readonly hours?: string; readonly opinion?: string }>({})
  const { isPending, message, run } = useAction()
  const isApproval = decision === 'approve'
  const failed = isApproval ? records.filter(({ assessmentResult }) => assessmentResult === 'failed') : []

  async function decide(): Promise<void> {
    const isHours = /^\d{1,4}(\.\d)?$/.test(hours.trim()) && Number(hours) > 0
    const found = {
      ...(isApproval && only && !isHours ? { hours: '请填写学时，最多一位小数，例如 18 或 18.5' } : {}),
      ...(!isApproval && opinion.trim() === '' ? { opinion: '请填写意见，申报人会看到' } : {}),
    }
    setComplaints(found)
    if (Object.keys(found).length > 0) return
    const isChanged = isApproval && only && hours.trim() !== declared
    const body = {
      decision,
      opinion: opinion.trim(),
      ...(overrideReason.trim() ? { overrideReason: overrideReason.trim() } : {}),
      rows: records.map(({ id, version }) => ({
        id,
        version,
        ...(isChanged ? { certifiedTenths: Math.round(Number(hours) * 10) } : {}),
      })),
    }
    await run(body, async (idempotencyKey) => {
      const { results } = await api.creditRecords.decide({ body }, { idempotencyKey })
      onDecided(
        outcomesOf(DONE[decision], results, (id) => records.find((record) => record.id === id)?.trainee.name, 'items'),
      )
    })
  }

  const label = RECORD_ACTION_LABELS[decision]
  return (
    <ConfirmSheet
      open
      title={only ? `${label}：${only.trainee.name}，${only.courseName}？` : `${label} ${records.length} 条记录？`}
      message={
        only
          ? undefined
          : `${namesInWords(
              records.map(({ trainee }) => trainee.name),
              'items',
            )}。学时按申报的认定。`
      }
      confirmText={label}
      danger={!isApproval}
      pending={isPending}
      onConfirm={() => void decide()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      {isApproval && only && (
        <TextField
          label="认定学时"
          kind="number"
          maxLength={6}
          hint={`申报 ${formatCreditHours(only.declaredTenths)} 学时`}
          value={hours}
          onChange={(next) => {
            setHours(next)
            setComplaints({})
          }}
          error={complaints.hours}
        />
      )}
      {failed.length > 0 && (
        <TextField
          label="考核不合格仍认定的理由"
          maxLength={OVERRIDE_MAX}
          hint={`${namesInWords(failed.map(({ trainee }) => trainee.name))}的考核结果是不合格，不写理由不能认定`}
          value={overrideReason}
          onChange={setOverrideReason}
        />
      )}
      <ReasonField
        label="意见"
        optional={isApproval}
        ready={isApproval ? [] : READY_REASONS}
        maxLength={OPINION_MAX}
        value={opinion}
        onChange={(next) => {
          setOpinion(next)
          setComplaints({})
        }}
        error={complaints.opinion}
      />
    </ConfirmSheet>
  )
}
