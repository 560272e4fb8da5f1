import type { ClassOutcome } from '@jijiao/shared/class-endings'
import { dayInChina, yearOfDay } from '@jijiao/shared/credit-records'
import type { ClientSession } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Deps } from '../../deps'
import type { TrainingClass } from '../classes'
import { type ClassRowResult, recognizeClassRecords } from '../credit-records'
import type { Settled } from './settlement'

export type Awarded = { readonly outcome: ClassOutcome; readonly explanation: string | null }

/** Gives the hours to those whom the class's rule does not refuse. By trainee, for all the rows. */
export async function award(
  deps: Deps,
  of: Circumstances,
  { trainingClass, rows }: { readonly trainingClass: TrainingClass; readonly rows: readonly Settled[] },
  session: ClientSession,
): Promise<ReadonlyMap<string, Awarded>> {
  const earning = rows.filter(({ refusal }) => refusal === null)
  const today = dayInChina(of.at)
  const year = yearOfDay(trainingClass.endsOn < today ? trainingClass.endsOn : today)
  const declared = earning.map(({ enrollment }) => ({
    traineeId: String(enrollment.traineeId),
    creditHourTenths: trainingClass.creditHourTenths,
    declaredBy: enrollment.assessment?.enteredBy ? String(enrollment.assessment.enteredBy) : null,
  }))
  const given = await recognizeClassRecords(deps, of, { trainingClass, year, rows: declared }, session)
  const awarded = new Map(given.map((result) => [result.traineeId, outcomeOf(result)]))
  for (const { enrollment, refusal } of rows) {
    if (refusal) awarded.set(String(enrollment.traineeId), { outcome: refusal, explanation: null })
  }
  return awarded
}

function outcomeOf(result: ClassRowResult): Awarded {
  if (result.outcome === 'recognized') return { outcome: 'recognized', explanation: null }
  if (result.outcome === 'submitted') return { outcome: 'submitted', explanation: `等待${result.awaits}认定` }
  const { code, title, detail } = result.problem
  const explanation = detail ?? title
  if (code === 'course_already_counted') return { outcome: 'courseAlreadyCounted', explanation }
  if (code === 'day_ceiling_exceeded') return { outcome: 'dayCeilingExceeded', explanation }
  if (code === 'class_record_exists') return { outcome: 'recordExists', explanation }
  if (code === 'unit_required') return { outcome: 'noUnit', explanation }
  throw new Error(`a class record was refused with ${code}`)
}
