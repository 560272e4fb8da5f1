import type { ResultView } from '@jijiao/shared/assessments'
import type { ClassView } from '@jijiao/shared/classes'
import type { AssessmentResult } from '@jijiao/shared/codes'

/** A result as it is typed. */
export type ResultValues = {
  readonly result: AssessmentResult | null
  /** `86.5`; empty where the exam gives no score. */
  readonly totalScore: string
  /** Typed scores by subject. */
  readonly subjectScores: Readonly<Record<string, string>>
  readonly startedOn: string
  readonly endedOn: string
  readonly remark: string
}

const typed = (tenths: number | null | undefined) =>
  tenths === null || tenths === undefined ? '' : String(tenths / 10)

/** What stands there already; otherwise the days of the class. */
export function valuesOf(trainingClass: ClassView, row: ResultView | undefined): ResultValues {
  const standing = row?.assessment
  const subjects = trainingClass.plan?.subjects ?? []
  const scoreOf = (subject: string) => standing?.subjectScores.find((score) => score.subject === subject)?.scoreTenths
  return {
    result: standing?.result ?? null,
    totalScore: typed(standing?.totalScoreTenths),
    subjectScores: Object.fromEntries(subjects.map((subject) => [subject, typed(scoreOf(subject))])),
    startedOn: standing?.startedOn ?? trainingClass.startsOn,
    endedOn: standing?.endedOn ?? trainingClass.endsOn,
    remark: standing?.remark ?? '',
  }
}

const isScore = (text: string) => /^\d{1,3}(\.\d)?$/.test(text.trim())
const SCORE = '请填写分数，最多一位小数，例如 86.5'

/** By the name of the field: a subject's is `subject:` and its name. */
export function checkResult(values: ResultValues): Readonly<Record<string, string | undefined>> {
  const subjects = Object.entries(values.subjectScores).map(([subject, score]) => [
    `subject:${subject}`,
    isScore(score) ? undefined : SCORE,
  ])
  return {
    result: values.result ? undefined : '请选择考核结果',
    totalScore: values.totalScore.trim() === '' || isScore(values.totalScore) ? undefined : SCORE,
    startedOn: values.startedOn ? undefined : '请选择开始日期',
    endedOn: values.endedOn >= values.startedOn ? undefined : '结束日期不能早于开始日期',
    ...Object.fromEntries(subjects),
  }
}

const tenths = (text: string) => Math.round(Number(text) * 10)

/** What is sent for each row, of values that `checkResult` let pass. */
export function resultRows(values: ResultValues, rows: readonly ResultView[]) {
  const { result, totalScore, subjectScores, startedOn, endedOn, remark } = values
  return rows.map(({ traineeId, version }) => ({
    traineeId,
    version,
    result: result ?? 'failed',
    totalScoreTenths: totalScore.trim() === '' ? null : tenths(totalScore),
    subjectScores: Object.entries(subjectScores).map(([subject, score]) => ({ subject, scoreTenths: tenths(score) })),
    startedOn,
    endedOn,
    remark: remark.trim() || null,
  }))
}
