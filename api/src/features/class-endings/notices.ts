import { CLASS_OUTCOME_LABELS } from '@jijiao/shared/class-endings'
import { formatCreditHours } from '@jijiao/shared/classes'
import type { ClientSession, Types } from 'mongoose'
import type { Deps } from '../../deps'
import type { Notice } from '../../outbox'
import { enrollmentModel, type TrainingClass } from '../classes'
import type { Awarded } from './award'

const linkTo = (classId: Types.ObjectId) => ({ page: 'class', params: { classId: String(classId) } }) as const

/** What each of the trainees of a closed class is told. */
export const closingNotices = (trainingClass: TrainingClass, awarded: ReadonlyMap<string, Awarded>): Notice[] =>
  [...awarded].map(([traineeId, { outcome, explanation }]): Notice => {
    const to = { traineeId, link: linkTo(trainingClass._id) }
    const className = trainingClass.name
    const hours = formatCreditHours(trainingClass.creditHourTenths)
    if (outcome === 'recognized') return { ...to, kind: 'classClosedPassed', data: { className, hours } }
    if (outcome === 'submitted') return { ...to, kind: 'classClosedSubmitted', data: { className, hours } }
    const reason = explanation ?? CLASS_OUTCOME_LABELS[outcome]
    return { ...to, kind: 'classClosedWithoutHours', data: { className, reason } }
  })

/** The same news for everybody who is enrolled. */
export async function noticesToEnrolled(
  deps: Pick<Deps, 'db'>,
  trainingClass: TrainingClass,
  kind: 'classCancelled' | 'classReopened',
  session: ClientSession,
): Promise<Notice[]> {
  const enrollments = await enrollmentModel(deps.db)
    .find({ classId: trainingClass._id }, { traineeId: 1 }, { session })
    .lean()
  const { name: className, note } = trainingClass
  return enrollments.map(({ traineeId }): Notice => {
    const to = { traineeId: String(traineeId), link: linkTo(trainingClass._id) }
    return kind === 'classCancelled'
      ? { ...to, kind, data: { className, note } }
      : { ...to, kind, data: { className, reason: note } }
  })
}
