import { PROBLEMS, type ProblemCode } from '@jijiao/shared/http'
import type { RowResult } from '@jijiao/shared/http/contract'
import { Types } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import {
  type Assessment,
  classModel,
  type Enrollment,
  enrolledAmong,
  enrollmentModel,
  findOpenClass,
  type TrainingClass,
} from '../classes'

export type ResultRow = Omit<Assessment, 'enteredBy' | 'enteredAt'> & { readonly traineeId: string }

type Given = { readonly trainingClass: Pick<TrainingClass, '_id'>; readonly rows: readonly ResultRow[] }
type Change = { readonly enrollment: Enrollment; readonly assessment: Assessment }

/**
 * Enters or corrects results, each for itself. All rows are one transaction that counts in the class: whoever closes it
 * at the same time takes turns with them, so that no result slips into a closed class.
 */
export async function enterAssessments(
  deps: Deps,
  of: Circumstances,
  { trainingClass, rows }: Given,
): Promise<RowResult[]> {
  const asked = [...new Map(rows.toReversed().map((row) => [row.traineeId, row])).values()].toReversed()
  return inTransaction(deps.db, async (session) => {
    const open = await findOpenClass(deps, trainingClass._id, session)
    const ids = asked.map(({ traineeId }) => traineeId)
    const enrolled = await enrolledAmong(deps, open._id, ids, session)
    const changes: Change[] = []
    const results = asked.map((row): RowResult => {
      const enrollment = enrolled.get(row.traineeId)
      const code = refusalOf(open, enrollment, row)
      if (code) return { id: row.traineeId, outcome: 'refused', problem: { code, title: PROBLEMS[code].title } }
      if (enrollment) changes.push({ enrollment, assessment: assessmentOf(of, row) })
      return { id: row.traineeId, outcome: 'done' }
    })
    if (changes.length === 0) return results
    const added = changes.filter(({ enrollment }) => !enrollment.assessment).length
    const counted = await classModel(deps.db).updateOne(
      { _id: open._id, state: 'open' },
      { $inc: { assessedCount: added, touches: 1 } },
      { session },
    )
    if (counted.matchedCount === 0) throw new Problem('class_not_open')
    const written = await enrollmentModel(deps.db).bulkWrite(
      changes.map(({ enrollment, assessment }) => ({
        updateOne: { filter: expected(enrollment), update: { $set: { assessment, hasMarks: true } } },
      })),
      { session },
    )
    if (written.matchedCount !== changes.length) throw new Problem('state_conflict')
    const facts = changes.map((change) => assessmentFact(of, change))
    await recordFacts(deps.db, facts, session)
    return results
  })
}

function refusalOf(
  trainingClass: TrainingClass,
  enrollment: Enrollment | undefined,
  row: ResultRow,
): ProblemCode | null {
  if (!enrollment) return 'not_found'
  if (row.version !== (enrollment.assessment?.version ?? 0)) return 'state_conflict'
  return coversSubjects(trainingClass.plan?.subjects ?? [], row) ? null : 'subject_scores_differ'
}

const coversSubjects = (subjects: readonly string[], { subjectScores }: ResultRow) =>
  subjectScores.length === subjects.length &&
  subjects.every((subject) => subjectScores.some((score) => score.subject === subject))

const assessmentOf = (of: Circumstances, { traineeId: _, ...row }: ResultRow): Assessment => ({
  ...row,
  enteredBy: of.actor.accountId === null ? null : new Types.ObjectId(of.actor.accountId),
  enteredAt: of.at,
  version: row.version + 1,
})

const expected = ({ _id, assessment }: Enrollment) =>
  assessment ? { _id, 'assessment.version': assessment.version } : { _id, assessment: null }

const assessmentFact = (of: Circumstances, { enrollment, assessment }: Change) =>
  fact(of, {
    what: enrollment.assessment ? 'AssessmentCorrected' : 'AssessmentEntered',
    subject: { kind: 'enrollment', id: String(enrollment._id) },
    organizationId: String(enrollment.organizationId),
    from: enrollment.assessment?.result ?? null,
    to: assessment.result,
    details: {
      classId: String(enrollment.classId),
      traineeId: String(enrollment.traineeId),
      totalScoreTenths: assessment.totalScoreTenths,
    },
  })
