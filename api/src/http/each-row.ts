import { PROBLEMS } from '@jijiao/shared/http'
import type { RowResult } from '@jijiao/shared/http/contract'
import { Problem } from './problem'

type Row = { readonly id: string }

/** Acts on each row by itself: one that is refused says why and does not stop the others. Each id once. */
export async function eachRow<R extends Row>(
  rows: readonly R[],
  act: (row: R) => Promise<unknown>,
): Promise<RowResult[]> {
  const results: RowResult[] = []
  for (const row of new Map(rows.map((one) => [one.id, one])).values()) results.push(await resultOf(row, act))
  return results
}

export async function resultOf<R extends Row>(row: R, act: (row: R) => Promise<unknown>): Promise<RowResult> {
  try {
    await act(row)
    return { id: row.id, outcome: 'done' }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { detail } = error.options
    const problem = { code: error.code, title: PROBLEMS[error.code].title, ...(detail && { detail }) }
    return { id: row.id, outcome: 'refused', problem }
  }
}
