import {
  type CategorySum,
  RECOUNT_ROW_OUTCOMES,
  type RecountedRow,
  type YearVerdict,
} from '@jijiao/shared/certificates'
import { COURSE_CATEGORIES } from '@jijiao/shared/classes'
import { PROBLEMS } from '@jijiao/shared/http'
import { type ClientSession, Schema, Types } from 'mongoose'
import type { OperatorActor } from '../../auth/actor'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import { defineModel } from '../../db/model'
import type { Deps } from '../../deps'
import type { Problem } from '../../http/problem'
import type { Recount } from './certificate.commands'

type Counted = { sums: CategorySum[]; totalTenths: number; verdict: YearVerdict }

/** A certificate that a year's recount did not leave as it was; kept as long as the job. */
type RecountRow = {
  _id: Types.ObjectId
  jobId: Types.ObjectId
  organizationId: Types.ObjectId
  traineeId: Types.ObjectId
  name: string
  outcome: RecountedRow['outcome']
  before: Counted | null
  after: Counted | null
  certificate: { id: string; number: string } | null
  problem: { code: string; title: string } | null
  at: Date
}

const KEPT_SECONDS = 90 * 24 * 60 * 60
const text = { type: String, required: true } as const
const number = { type: Number, required: true } as const
const reference = { type: Schema.Types.ObjectId, required: true } as const
const counted = new Schema<Counted>(
  {
    sums: [
      {
        _id: false,
        category: { type: String, enum: COURSE_CATEGORIES, required: true },
        courseCount: number,
        creditHourTenths: number,
      },
    ],
    totalTenths: number,
    verdict: text,
  },
  { _id: false },
)
const pair = (one: string, other: string) => ({
  type: new Schema({ [one]: text, [other]: text }, { _id: false, id: false }),
  default: null,
})

export const recountRowModel = defineModel(
  'RecountRow',
  new Schema<RecountRow>(
    {
      jobId: reference,
      organizationId: reference,
      traineeId: reference,
      name: text,
      outcome: { type: String, enum: RECOUNT_ROW_OUTCOMES, required: true },
      before: { type: counted, default: null },
      after: { type: counted, default: null },
      certificate: pair('id', 'number'),
      problem: pair('code', 'title'),
      at: { type: Date, required: true },
    },
    { collection: 'recountRows', versionKey: false },
  )
    .index({ jobId: 1, traineeId: 1 }, { unique: true })
    .index({ jobId: 1, _id: 1 })
    .index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS }),
)

/** What changed: as the certificate had it, and as it is counted now. */
export const differenceOf = ({ traineeId, outcome, before, after, certificate }: Recount) => ({
  traineeId,
  outcome,
  before: before && { sums: before.sums, totalTenths: before.totalTenths, verdict: 'passed' as const },
  after: { sums: after.sums, totalTenths: after.totalTenths, verdict: after.verdict },
  certificate: certificate && { id: String(certificate._id), number: certificate.number },
})

export const shownProblem = ({ code, options }: Problem) => ({ code, title: options.detail ?? PROBLEMS[code].title })

type Of = Pick<RecountRow, 'traineeId' | 'name' | 'at'> & { readonly jobId: string; readonly organizationId: string }

/** Only what did not stay as it was. */
export async function keepRecount(deps: Pick<Deps, 'db'>, of: Of, recount: Recount, session: ClientSession) {
  const { outcome, before, after, certificate } = differenceOf(recount)
  if (outcome !== 'superseded' && outcome !== 'revoked') return
  await keep(deps, of, { outcome, before, after, certificate, problem: null }, session)
}

export const keepRefusal = (deps: Pick<Deps, 'db'>, of: Of, problem: Problem) =>
  keep(deps, of, { outcome: 'refused', before: null, after: null, certificate: null, problem: shownProblem(problem) })

async function keep(
  deps: Pick<Deps, 'db'>,
  { jobId, organizationId, traineeId, ...of }: Of,
  row: Pick<RecountRow, 'outcome' | 'before' | 'after' | 'certificate' | 'problem'>,
  session?: ClientSession,
) {
  await recountRowModel(deps.db).updateOne(
    { jobId: new Types.ObjectId(jobId), traineeId },
    { $set: { ...of, ...row, organizationId: new Types.ObjectId(organizationId) } },
    { upsert: true, ...(session && { session }) },
  )
}

/** Of a job of the unit acted for; of any other there is nothing. */
export async function pageOfRecountRows(
  deps: Pick<Deps, 'db'>,
  { actingAs }: OperatorActor,
  jobId: string,
  query: PageQuery,
) {
  const found = await recountRowModel(deps.db)
    .find({
      jobId: new Types.ObjectId(jobId),
      organizationId: new Types.ObjectId(actingAs.organizationId),
      ...afterCursor(query.cursor, { path: '_id', direction: 1 }),
    })
    .sort({ _id: 1 })
    .limit(query.limit + 1)
    .lean<RecountRow[]>()
  return cutPage(found, query.limit, ({ _id }) => ({ value: '', id: String(_id) }))
}

export const presentRecountRow = (row: RecountRow): RecountedRow => ({
  traineeId: String(row.traineeId),
  name: row.name,
  outcome: row.outcome,
  before: row.before,
  after: row.after,
  certificate: row.certificate,
  problem: row.problem,
})
