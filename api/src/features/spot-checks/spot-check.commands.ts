import { randomBytes } from 'node:crypto'
import type { MarkState } from '@jijiao/shared/attendance'
import type { SpotCheckFinding } from '@jijiao/shared/spot-checks'
import { Types, trusted } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type AttendanceSession, markModel } from '../attendance'
import { enrollmentModel, type TrainingClass } from '../classes'
import { drawSample } from './sample'
import { type DrawnTrainee, type SpotCheck, spotCheckModel } from './spot-check.model'

type Drawing = {
  readonly trainingClass: TrainingClass
  /** `null`: of all the class's trainees. */
  readonly session: AttendanceSession | null
  readonly organizationId: string
  readonly size: number
}
type Population = ReadonlyMap<string, MarkState | null>

export async function drawSpotCheck(deps: Deps, of: Circumstances, given: Drawing): Promise<SpotCheck> {
  const { trainingClass, session, size } = given
  const population = session ? await arrivals(deps, session) : await enrolled(deps, trainingClass)
  if (population.size === 0) throw new Problem('nothing_to_check')
  const seed = randomBytes(16).toString('hex')
  const items = drawSample(seed, [...population.keys()], size).map((traineeId) => ({
    traineeId: new Types.ObjectId(traineeId),
    markState: population.get(traineeId) ?? null,
    finding: null,
    remark: null,
    checkedAt: null,
  }))
  const spotCheck: SpotCheck = {
    _id: new Types.ObjectId(),
    classId: trainingClass._id,
    className: trainingClass.name,
    sessionId: session?._id ?? null,
    organizationId: new Types.ObjectId(given.organizationId),
    seed,
    populationSize: population.size,
    items,
    drawnAt: of.at,
    version: 1,
  }
  await inTransaction(deps.db, async (transaction) => {
    await spotCheckModel(deps.db).insertMany([spotCheck], { session: transaction })
    await recordFacts(deps.db, [checkFact(of, 'SpotCheckDrawn', spotCheck)], transaction)
  })
  return spotCheck
}

async function arrivals(deps: Deps, { _id: sessionId }: AttendanceSession): Promise<Population> {
  const came: MarkState[] = ['present', 'late']
  const marks = await markModel(deps.db)
    .find({ sessionId, state: trusted({ $in: came }) }, { traineeId: 1, state: 1 })
    .lean()
  return new Map(marks.map(({ traineeId, state }) => [String(traineeId), state]))
}

async function enrolled(deps: Deps, { _id: classId }: TrainingClass): Promise<Population> {
  const enrollments = await enrollmentModel(deps.db).find({ classId }, { traineeId: 1 }).lean()
  return new Map(enrollments.map(({ traineeId }) => [String(traineeId), null]))
}

type Finding = { readonly traineeId: string; readonly finding: SpotCheckFinding; readonly remark: string | null }
type Recorded = { readonly version: number; readonly findings: readonly Finding[] }

/** Notes what was found, as the version that was read; a finding may be replaced by a later one. */
export async function recordFindings(
  deps: Deps,
  of: Circumstances,
  spotCheck: SpotCheck,
  { version, findings }: Recorded,
): Promise<SpotCheck> {
  const drawn = new Set(spotCheck.items.map(({ traineeId }) => String(traineeId)))
  if (findings.some(({ traineeId }) => !drawn.has(traineeId))) throw new Problem('not_drawn')
  const byTrainee = new Map(findings.map((one) => [one.traineeId, one]))
  const items = spotCheck.items.map((item): DrawnTrainee => {
    const found = byTrainee.get(String(item.traineeId))
    return found ? { ...item, finding: found.finding, remark: found.remark, checkedAt: of.at } : item
  })
  return inTransaction(deps.db, async (session) => {
    const changed = await spotCheckModel(deps.db)
      .findOneAndUpdate(
        { _id: spotCheck._id, version },
        { $set: { items }, $inc: { version: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<SpotCheck | null>()
    if (!changed) throw new Problem('state_conflict')
    await recordFacts(deps.db, [checkFact(of, 'SpotCheckRecorded', changed)], session)
    return changed
  })
}

const checkFact = (of: Circumstances, what: Fact['what'], { _id, classId, seed, populationSize, items }: SpotCheck) =>
  fact(of, {
    what,
    subject: { kind: 'spotCheck', id: String(_id) },
    details: {
      classId: String(classId),
      seed,
      populationSize,
      sampleSize: items.length,
      differingCount: items.filter(({ finding }) => finding === 'differs').length,
    },
  })
