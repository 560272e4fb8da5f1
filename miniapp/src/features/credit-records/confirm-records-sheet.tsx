import { RECORD_ACTION_LABELS, type RecordLine } from '@jijiao/shared/credit-records'
import { useState } from 'react'
import { api } from '../../api'
import { ConfirmSheet, FormError, TextField } from '../../ui'
import { namesInWords, type Outcomes, outcomesOf, useAction } from '../decisions'

const OVERRIDE_MAX = 200

type ConfirmRecordsSheetProps = {
  readonly records: readonly RecordLine[]
  readonly onConfirmed: (outcomes: Outcomes) => void
  readonly onDismiss: () => void
}

/** The unit stands by what it has declared. */
export function ConfirmRecordsSheet({ records, onConfirmed, onDismiss }: ConfirmRecordsSheetProps) {
  const [overrideReason, setOverrideReason] = useState('')
  const { isPending, message, run } = useAction()
  const failed = records.filter(({ assessmentResult }) => assessmentResult === 'failed')

  async function confirm(): Promise<void> {
    const body = {
      ids: records.map(({ id }) => id),
      ...(overrideReason.trim() ? { overrideReason: overrideReason.trim() } : {}),
    }
    await run(body, async (idempotencyKey) => {
      const { results } = await api.creditRecords.confirm({ body }, { idempotencyKey })
      onConfirmed(
        outcomesOf('已确认', results, (id) => records.find((record) => record.id === id)?.trainee.name, 'items'),
      )
    })
  }

  return (
    <ConfirmSheet
      open
      title={`确认 ${records.length} 条申报？`}
      message={`${namesInWords(records.map(({ trainee }) => trainee.name))}。确认后不能再修改；需要主管部门认定的，会上报主管部门。`}
      confirmText={RECORD_ACTION_LABELS.confirm}
      pending={isPending}
      onConfirm={() => void confirm()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      {failed.length > 0 && (
        <TextField
          label="考核不合格仍认定的理由"
          maxLength={OVERRIDE_MAX}
          hint={`${namesInWords(failed.map(({ trainee }) => trainee.name))}的考核结果是不合格，不写理由不能认定`}
          value={overrideReason}
          onChange={setOverrideReason}
        />
      )}
    </ConfirmSheet>
  )
}
