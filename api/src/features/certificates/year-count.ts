import type { CategorySum, YearVerdict } from '@jijiao/shared/certificates'
import { COURSE_CATEGORIES } from '@jijiao/shared/classes'
import { ruleSetVersionText } from '@jijiao/shared/rule-sets'
import { type ClientSession, type Types, trusted } from 'mongoose'
import { groupedBy } from '../../db/grouped'
import type { Deps } from '../../deps'
import { type CreditRecord, creditRecordModel, hoursVersionsOf } from '../credit-records'
import { judgeYears } from '../years'
import type { CountedCourse } from './certificate.model'

export type YearCount = {
  readonly sums: CategorySum[]
  readonly totalTenths: number
  readonly verdict: YearVerdict
  readonly courses: CountedCourse[]
  /** `null`: nobody has said what the year asks for, so it cannot be passed. */
  readonly ruleSet: string | null
  readonly hoursVersion: number
}

export type Counted = { readonly _id: Types.ObjectId; readonly series: readonly string[] }

type Where = {
  readonly year: number
  /** Whose rules hold: the unit's region. */
  readonly regionCode: string
}

type Recognised = Pick<CreditRecord, 'traineeId' | 'category' | 'courseName'> & { certifiedTenths: number }

const FIELDS = { traineeId: 1, category: 1, courseName: 1, certifiedTenths: 1 } as const

/**
 * What a year has brought these trainees, by trainee id: the recognised records alone, summed by category, and the
 * verdict that "my year" gives, too. The sums are what was recognised; a ceiling concerns the verdict, never a sum.
 */
export async function countYears(
  deps: Pick<Deps, 'db' | 'clock'>,
  trainees: readonly Counted[],
  where: Where,
  session?: ClientSession,
): Promise<ReadonlyMap<string, YearCount>> {
  const traineeIds = trainees.map(({ _id }) => _id)
  const versions = await hoursVersionsOf(deps, { traineeIds, year: where.year }, session)
  const found = await creditRecordModel(deps.db)
    .find({ traineeId: trusted({ $in: traineeIds }), state: 'recognized', year: where.year }, FIELDS, {
      session: session ?? null,
    })
    .lean<Recognised[]>()
  const records = groupedBy(found, ({ traineeId }) => String(traineeId))
  const verdicts = await judgeYears(deps, trainees, where, session)
  const counts = new Map<string, YearCount>()
  for (const trainee of trainees) {
    const id = String(trainee._id)
    const judged = verdicts.get(id)
    counts.set(id, {
      ...sumUp(records.get(id) ?? []),
      verdict: judged?.passes ? 'passed' : 'failed',
      ruleSet: judged ? ruleSetVersionText(judged.ruleSet) : null,
      hoursVersion: versions.get(id) ?? 0,
    })
  }
  return counts
}

function sumUp(records: readonly Recognised[]) {
  const sums = COURSE_CATEGORIES.map((category) => {
    const own = records.filter((record) => record.category === category)
    const creditHourTenths = own.reduce((sum, { certifiedTenths }) => sum + certifiedTenths, 0)
    return { category, courseCount: own.length, creditHourTenths }
  })
  const courses = records
    .map(({ category, courseName, certifiedTenths }) => ({
      category,
      name: courseName,
      creditHourTenths: certifiedTenths,
    }))
    .sort((a, b) => COURSE_CATEGORIES.indexOf(a.category) - COURSE_CATEGORIES.indexOf(b.category) || byName(a, b))
  return { sums, courses, totalTenths: sums.reduce((all, { creditHourTenths }) => all + creditHourTenths, 0) }
}

const byName = (a: CountedCourse, b: CountedCourse) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
