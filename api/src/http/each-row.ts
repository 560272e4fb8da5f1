import { PROBLEMS } from '@jijiao/shared/http'
import type { RowResult } from '@jijiao/shared/http/contract'
import { Problem } from './problem'

/** Acts on each row by itself: one that is refused says why and does not stop the others. Each id once. */
export async function eachRow<R extends { readonly id: string }>(
  rows: readonly R[],
  act: (row: R) => Promise<unknown>,
): Promise<RowResult[]> {
  const results: RowResult[] = []
  for (const row of new Map(rows.map((one) => [one.id, one])).values()) {
    try {
      await act(row)
      results.push({ id: row.id, outcome: 'done' })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { detail } = error.options
      const problem = { code: error.code, title: PROBLEMS[error.code].title, ...(detail && { detail }) }
      results.push({ id: row.id, outcome: 'refused', problem })
    }
  }
  return results
}
