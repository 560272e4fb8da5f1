import {
  CLOSING_BLOCKER_LABELS,
  type ClosingPreview,
  type ClosingRow,
  earnsHours,
  type OutcomeFilter,
} from '@jijiao/shared/class-endings'
import type { Circumstances } from '../../audit'
import { cutPage, type PageQuery } from '../../db/keyset'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { decodeCursor } from '../../http/cursor'
import { Problem } from '../../http/problem'
import type { TrainingClass } from '../classes'
import { type Awarded, award } from './award'
import { type Settled, settle } from './settlement'

type Query = PageQuery & { readonly show: OutcomeFilter }

/** What a closing would come to now, or what the closing of a closed class came to. */
export async function previewClosing(
  deps: Deps,
  of: Circumstances,
  trainingClass: TrainingClass,
  query: Query,
): Promise<ClosingPreview> {
  if (trainingClass.state !== 'open' && trainingClass.state !== 'closed') throw new Problem('class_not_open')
  const { blockers, heldMinutes, rows } = await settle(deps, trainingClass)
  const earning = rows.filter(isEarning)
  const position = query.cursor === undefined ? null : decodeCursor(query.cursor)
  const rest = rows.filter((row) => matches(row, query.show) && (position === null || isAfter(row, position)))
  const { data, nextCursor } = cutPage(rest, query.limit, positionOf)
  const awarded = await wouldAward(deps, of, trainingClass, data)
  return {
    blockers: trainingClass.state === 'open' ? blockers.map(titled) : [],
    heldMinutes,
    counts: { enrolled: rows.length, earning: earning.length, notEarning: rows.length - earning.length },
    data: data.map((row) => presentRow(trainingClass, row, awarded.get(String(row.enrollment.traineeId)))),
    nextCursor,
  }
}

/** Of a closed class what it gave counts; before that the class's own rule. */
const isEarning = ({ enrollment, refusal }: Settled) =>
  enrollment.outcome ? earnsHours(enrollment.outcome) : refusal === null

const matches = (row: Settled, show: OutcomeFilter) => show === 'all' || isEarning(row) === (show === 'earning')

const positionOf = ({ enrollment }: Settled) => ({ value: enrollment.nameKeys.pinyin, id: String(enrollment._id) })

function isAfter(row: Settled, position: ReturnType<typeof positionOf>) {
  const { value, id } = positionOf(row)
  return value > position.value || (value === position.value && id > position.id)
}

/** Leaves a transaction with its result and without its writes. */
class RolledBack extends Error {
  constructor(readonly awarded: ReadonlyMap<string, Awarded>) {
    super('rolled back')
  }
}

/** The award itself, rolled back: so a preview never says anything else than the closing will. */
async function wouldAward(
  deps: Deps,
  of: Circumstances,
  trainingClass: TrainingClass,
  rows: readonly Settled[],
): Promise<ReadonlyMap<string, Awarded>> {
  if (trainingClass.state !== 'open' || rows.every(({ refusal }) => refusal !== null)) return new Map()
  try {
    return await inTransaction(deps.db, async (session) => {
      throw new RolledBack(await award(deps, of, { trainingClass, rows }, session))
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.awarded
    throw error
  }
}

function presentRow(trainingClass: TrainingClass, row: Settled, awarded: Awarded | undefined): ClosingRow {
  const { enrollment, refusal } = row
  const outcome = enrollment.outcome ?? refusal ?? awarded?.outcome
  if (!outcome) throw new Error(`enrolment ${enrollment._id} has no outcome`)
  return {
    traineeId: String(enrollment.traineeId),
    name: enrollment.traineeName,
    result: enrollment.assessment?.result ?? null,
    attendedMinutes: row.attendedMinutes,
    sharePercent: row.sharePercent,
    lackingLeaving: row.lackingLeaving,
    outcome,
    explanation: awarded?.explanation ?? null,
    creditHourTenths: earnsHours(outcome) ? trainingClass.creditHourTenths : 0,
  }
}

const titled = (blocker: { readonly kind: ClosingPreview['blockers'][number]['kind']; readonly count: number }) => ({
  ...blocker,
  title: CLOSING_BLOCKER_LABELS[blocker.kind],
})
