import { MARK_SOURCE_LABELS, MARK_STATE_LABELS, type MarkOutcome, type RollRow } from '@jijiao/shared/attendance'
import { api } from '../../api'
import { clock } from '../calendar'
import type { Outcome, Outcomes } from '../decisions'

/**
 * What became of each row. Where a mark was refused because it has changed meanwhile, the row is looked up again and
 * the operator reads what it has become: most often the trainee has just checked in.
 */
export async function markOutcomes(
  verb: string,
  sessionId: string,
  results: readonly MarkOutcome[],
  rows: readonly RollRow[],
): Promise<Outcomes> {
  const conflicts = new Set(
    results.flatMap((result) =>
      result.outcome === 'refused' && result.problem.code === 'state_conflict' ? [result.traineeId] : [],
    ),
  )
  const fresh = conflicts.size > 0 ? await findRows(sessionId, conflicts).catch(() => []) : []
  const outcomes = results.map((result): Outcome => {
    const name = rows.find(({ traineeId }) => traineeId === result.traineeId)?.name ?? ''
    if (result.outcome === 'done') return { id: result.traineeId, name, reason: null }
    const now = fresh.find(({ traineeId }) => traineeId === result.traineeId)
    const reason = (conflicts.has(result.traineeId) && now && conflictInWords(now)) || result.problem.title
    return { id: result.traineeId, name, reason }
  })
  return { verb, rows: outcomes }
}

/** Says what stands there instead of what the operator wanted to write. */
export function conflictInWords({ mark }: RollRow): string | null {
  if (!mark) return null
  const state = MARK_STATE_LABELS[mark.state]
  if (mark.source === 'manual') return `刚刚由其他经办人登记为“${state}”，没有改动，请核对`
  if (mark.decision === 'pending') return '本人的离线扫码刚刚补传上来，等您决定，没有改动'
  return `本人刚刚签到（${MARK_SOURCE_LABELS[mark.source]}，${clock(mark.markedAt, true)}，${state}），没有改动`
}

const LOOK_UP_SIZE = 200

async function findRows(sessionId: string, wanted: ReadonlySet<string>): Promise<readonly RollRow[]> {
  const found: RollRow[] = []
  let cursor: string | undefined
  do {
    const page = await api.attendance.getRoll({ params: { sessionId }, query: { limit: LOOK_UP_SIZE, cursor } })
    found.push(...page.data.filter(({ traineeId }) => wanted.has(traineeId)))
    cursor = page.nextCursor ?? undefined
  } while (cursor && found.length < wanted.size)
  return found
}
