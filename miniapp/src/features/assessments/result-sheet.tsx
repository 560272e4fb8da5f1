import type { ResultView } from '@jijiao/shared/assessments'
import type { ClassView } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS } from '@jijiao/shared/codes'
import { useState } from 'react'
import { api } from '../../api'
import { Choices, ConfirmSheet, DateField, Field, FormError, TextField } from '../../ui'
import { namesInWords, type Outcomes, outcomesOf, useAction } from '../decisions'
import { checkResult, type ResultValues, resultRows, valuesOf } from './result-values'

const REMARK_MAX = 100
const RESULTS = ASSESSMENT_RESULTS.map(({ code, label }) => ({ value: code, label }))

type ResultSheetProps = {
  readonly trainingClass: ClassView
  /** As the operator saw them: their versions go along, so that no newer result is overwritten unseen. */
  readonly rows: readonly ResultView[]
  readonly onEntered: (outcomes: Outcomes) => void
  readonly onDismiss: () => void
}

/** The result of one trainee, or the same one for many. */
export function ResultSheet({ trainingClass, rows, onEntered, onDismiss }: ResultSheetProps) {
  const [only] = rows.length === 1 ? rows : []
  const [values, setValues] = useState<ResultValues>(() => valuesOf(trainingClass, only))
  const [complaints, setComplaints] = useState<Readonly<Record<string, string | undefined>>>({})
  const { isPending, message, run } = useAction()
  const standing = rows.filter(({ assessment }) => assessment !== null).length

  function change(name: string, next: Partial<ResultValues>): void {
    setValues((current) => ({ ...current, ...next }))
    setComplaints((all) => ({ ...all, [name]: undefined }))
  }

  async function enter(): Promise<void> {
    const found = checkResult(values)
    setComplaints(found)
    if (Object.values(found).some(Boolean)) return
    const body = { rows: resultRows(values, rows) }
    await run(body, async (idempotencyKey) => {
      const input = { params: { classId: trainingClass.id }, body }
      const { results } = await api.assessments.enter(input, { idempotencyKey })
      onEntered(outcomesOf('已录入成绩', results, (id) => rows.find(({ traineeId }) => traineeId === id)?.name))
    })
  }

  const correction = standing > 0 ? '已有的成绩会被更正。' : ''
  return (
    <ConfirmSheet
      open
      title={only ? `${only.name}的成绩` : `给 ${rows.length} 人录入同样的成绩`}
      message={only ? correction || undefined : `${namesInWords(rows.map(({ name }) => name))}。${correction}`}
      confirmText="保存成绩"
      pending={isPending}
      onConfirm={() => void enter()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      <Field label="考核结果" error={complaints.result}>
        <Choices
          label="考核结果"
          value={values.result}
          options={RESULTS}
          onChange={(result) => change('result', { result })}
        />
      </Field>
      {Object.keys(values.subjectScores).map((subject) => (
        <TextField
          key={subject}
          label={`${subject}分数`}
          kind="number"
          maxLength={5}
          value={values.subjectScores[subject] ?? ''}
          onChange={(score) =>
            change(`subject:${subject}`, { subjectScores: { ...values.subjectScores, [subject]: score } })
          }
          error={complaints[`subject:${subject}`]}
        />
      ))}
      <TextField
        label="总分"
        optional
        kind="number"
        maxLength={5}
        value={values.totalScore}
        onChange={(totalScore) => change('totalScore', { totalScore })}
        error={complaints.totalScore}
      />
      <DateField
        label="学习开始日期"
        value={values.startedOn}
        onChange={(startedOn) => change('startedOn', { startedOn })}
        error={complaints.startedOn}
      />
      <DateField
        label="学习结束日期"
        value={values.endedOn}
        start={values.startedOn}
        onChange={(endedOn) => change('endedOn', { endedOn })}
        error={complaints.endedOn}
      />
      <TextField
        label="备注"
        optional
        maxLength={REMARK_MAX}
        value={values.remark}
        onChange={(remark) => change('remark', { remark })}
      />
    </ConfirmSheet>
  )
}
