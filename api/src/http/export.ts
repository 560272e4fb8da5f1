import { type ListSheet, MOST_EXPORTED_ROWS, type Operation, SHEET_TYPE } from '@jijiao/shared/http'
import type { Context } from 'koa'
import { circumstances, fact, recordFacts } from '../audit'
import { inTransaction } from '../db/transaction'
import type { Deps } from '../deps'
import { type Cell, writeTable } from '../sheets'
import { FileAnswer, type Handler } from './call'

export const wantsSheet = (ctx: Context) => ctx.get('accept').includes(SHEET_TYPE)

type Listing = {
  readonly name: string
  readonly sheet: ListSheet
  readonly call: Parameters<Handler<Operation>>[0]
  readonly handler: Handler<Operation>
}
type Page = { readonly data: readonly never[]; readonly nextCursor: string | null }

const PAGE = 100

/**
 * A list as a spreadsheet, written while its pages are read. Each page comes from the list's own handler, so that whoever
 * exports sees no other rows and no other digits than in the list. That it was exported is a fact.
 */
export async function exportList(deps: Deps, { name, sheet, call, handler }: Listing): Promise<FileAnswer> {
  const pageAfter = async (cursor: string | undefined) => {
    const query = { ...(call.query as object | undefined), cursor, limit: PAGE }
    const page: unknown = await handler({ ...call, query } as unknown as typeof call)
    return page as Page
  }
  // The first page before the headers: what is refused is refused with a problem.
  const first = await pageAfter(undefined)
  const at = { actor: call.actor, request: call.request }
  const exported = fact(circumstances(at.actor, at.request), {
    what: 'ListExported',
    subject: { kind: 'account', id: call.actor?.accountId ?? '' },
    details: { list: name, filters: filtersOf(call.query) },
  })
  await inTransaction(deps.db, (session) => recordFacts(deps.db, [exported], session))

  async function* rows(): AsyncGenerator<Cell[]> {
    let count = 0
    for (let page = first; ; page = await pageAfter(page.nextCursor ?? undefined)) {
      for (const line of page.data) {
        if (count === MOST_EXPORTED_ROWS) {
          yield [`只导出前 ${MOST_EXPORTED_ROWS} 行，请缩小查询范围后再导出`]
          return
        }
        count += 1
        yield sheet.columns.map(([, value]) => value(line))
      }
      if (page.nextCursor === null) return
    }
  }
  const columns = sheet.columns.map(([heading]) => ({ heading, width: Math.max(12, [...heading].length * 3) }))
  const content = writeTable({ name: sheet.name, columns, rows: rows() })
  return new FileAnswer({ name: `${sheet.name}.xlsx`, type: SHEET_TYPE, content })
}

/** What leaves nothing out. */
const NO_FILTERS: readonly string[] = ['cursor', 'limit', 'sort']

/** Which filters were set; what they were set to may be somebody's name. */
const filtersOf = (query: unknown) =>
  Object.entries((query ?? {}) as Record<string, unknown>)
    .filter(([key, value]) => value !== undefined && !NO_FILTERS.includes(key))
    .map(([key]) => key)
    .join()
