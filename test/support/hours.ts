import { inTransaction } from '@jijiao/api/db/transaction'
import { recognizeClassRecords } from '@jijiao/api/features/credit-records'
import type { CourseCategory } from '@jijiao/shared/classes'
import { Types } from 'mongoose'
import type { TestApi } from './api'
import { addOpenClass, bySystem, type TestTrainee } from './classes'
import type { TestUnit } from './people'

type Study = {
  readonly category: CourseCategory
  readonly hours: number
  /** The first of as many days as six hours a day need. */
  readonly startsOn: string
}

const MS_PER_DAY = 86_400_000

/**
 * Records of the trainees out of a class of the unit: recognised, or `submitted` where an authority of the region
 * recognises the category.
 */
export async function giveHours(
  api: TestApi,
  unit: TestUnit,
  trainees: readonly Pick<TestTrainee, 'traineeId'>[],
  { category, hours, startsOn }: Study,
) {
  const days = Math.ceil(hours / 6)
  const endsOn = new Date(Date.parse(startsOn) + (days - 1) * MS_PER_DAY).toISOString().slice(0, 10)
  const courseName = `${category} ${startsOn} ${hours}`
  const creditHourTenths = hours * 10
  const plan = { category, startsOn, endsOn, courseName, creditHourTenths }
  const trainingClass = await addOpenClass(api, unit, [], plan)
  const rows = trainees.map(({ traineeId }) => ({
    traineeId,
    creditHourTenths,
    declaredBy: String(new Types.ObjectId()),
  }))
  const given = { trainingClass, year: Number(endsOn.slice(0, 4)), rows }
  const results = await inTransaction(api.app.deps.db, (session) =>
    recognizeClassRecords(api.app.deps, bySystem(api), given, session),
  )
  const refused = results.find(({ outcome }) => outcome === 'refused')
  if (refused) throw new Error(JSON.stringify(refused))
  return trainingClass
}
