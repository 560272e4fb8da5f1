import type { Readable } from 'node:stream'
import { SHEET_TYPE } from '@jijiao/shared/http'
import {
  IMPORT_KIND_LABELS,
  IMPORT_LIFECYCLE,
  IMPORT_TEMPLATE_VERSION,
  type ImportKind,
  type ImportView,
  MOST_IMPORT_ROWS,
} from '@jijiao/shared/imports'
import type { importContract } from '@jijiao/shared/imports/contract'
import { type Circumstances, circumstances, fact, recordFacts } from '../../audit'
import { assertMayDo, mayDo, ownedBy } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import { afterCursor, cutPage } from '../../db/keyset'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { FileAnswer, type Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { type Cell, writeTable, writeTemplate } from '../../sheets'
import { checkImport } from './check.command'
import { type Import, type ImportedRow, importedRowModel, importModel } from './import.model'
import { IMPORTERS } from './importer'
import { openRow, startImport, takeBack } from './run'

const newestFirst = { path: '_id', direction: -1 } as const
const REASON = '错误原因'

/** For people to know it by; it names nothing in the system. */
const shownName = (name: string) => [...name.replace(/[\p{C}]/gu, '')].slice(0, 100).join('')

const sheetFile = (name: string, content: Readable) =>
  new FileAnswer({ name: `${name}.xlsx`, type: SHEET_TYPE, content })

export function importRoutes(deps: Deps): Handlers<typeof importContract> {
  async function findVisible(actor: OperatorActor, importId: string): Promise<Import> {
    const found = await importModel(deps.db)
      .findOne({ _id: importId, ...ownedBy(actor) })
      .lean<Import | null>()
    if (!found) throw new Problem('not_found')
    return found
  }
  const toChange = async (actor: OperatorActor, importId: string) => {
    const found = await findVisible(actor, importId)
    assertMayDo(actor, IMPORTERS[found.kind].work)
    return found
  }
  /** The rows go back as they were typed, with whole ID numbers: who took them and when is on record before. */
  async function keepReveal(of: Circumstances, { _id, organizationId, badCount }: Import) {
    const revealed = fact(of, {
      what: 'PersonalDataRevealed',
      subject: { kind: 'import', id: String(_id) },
      organizationId: String(organizationId),
      details: { field: 'residentId', rows: badCount },
    })
    await inTransaction(deps.db, (session) => recordFacts(deps.db, [revealed], session))
  }
  const columnsOf = (kind: ImportKind) => Object.values(IMPORTERS[kind].columns)

  return {
    async template({ params: { kind }, actor }) {
      const { work } = IMPORTERS[kind]
      assertMayDo(actor, work)
      const name = IMPORT_KIND_LABELS[kind]
      const columns = columnsOf(kind).map((column) =>
        column.isRequired ? { ...column, heading: `${column.heading}*` } : column,
      )
      const mark = [kind, IMPORT_TEMPLATE_VERSION]
      return sheetFile(`${name}模板`, writeTemplate({ name, columns, mark, rows: MOST_IMPORT_ROWS }))
    },
    async check({ params: { kind }, file, actor, request }) {
      assertMayDo(actor, IMPORTERS[kind].work)
      const given = { ...ownedBy(actor), kind, file: file.bytes, fileName: shownName(file.name) }
      return presentImport(actor, await checkImport(deps, circumstances(actor, request), given))
    },
    async list({ query, actor }) {
      const found = await importModel(deps.db)
        .find({ ...ownedBy(actor), $and: [afterCursor(query.cursor, newestFirst)] })
        .sort({ _id: -1 })
        .limit(query.limit + 1)
        .lean<Import[]>()
      const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: '', id: String(_id) }))
      return { data: data.map((one) => presentImport(actor, one)), nextCursor }
    },
    get: async ({ params, actor }) => presentImport(actor, await findVisible(actor, params.importId)),
    async faults({ params, query, actor }) {
      const { _id } = await findVisible(actor, params.importId)
      const found = await importedRowModel(deps.db)
        .find({ importId: _id, isBad: true, $and: [afterCursor(query.cursor, { path: '_id', direction: 1 })] })
        .sort({ _id: 1 })
        .limit(query.limit + 1)
        .lean<ImportedRow[]>()
      const { data, nextCursor } = cutPage(found, query.limit, (row) => ({ value: '', id: String(row._id) }))
      return { data: data.map(({ number, faults }) => ({ row: number, faults })), nextCursor }
    },
    async failedRows({ params, actor, request }) {
      const found = await toChange(actor, params.importId)
      if (found.badCount > 0 && found.rowsUntil === undefined) throw new Problem('import_rows_gone')
      await keepReveal(circumstances(actor, request), found)
      const fields = Object.keys(IMPORTERS[found.kind].columns)
      const columns = [...columnsOf(found.kind), { heading: REASON, width: 60 }]
      const cursor = importedRowModel(deps.db)
        .find({ importId: found._id, isBad: true })
        .sort({ _id: 1 })
        .lean<ImportedRow>()
        .cursor()
      async function* rows(): AsyncGenerator<Cell[]> {
        for await (const row of cursor as AsyncIterable<ImportedRow>) {
          const { values } = openRow(deps, row)
          const reason = row.faults.map(({ column, detail }) => (column ? `${column}：${detail}` : detail)).join('；')
          yield [...fields.map((field) => values[field] ?? ''), reason]
        }
      }
      const name = `${IMPORT_KIND_LABELS[found.kind]}错误行`
      return sheetFile(name, writeTable({ name, columns, rows: rows() }))
    },
    async start({ params, body, actor, request }) {
      const found = await toChange(actor, params.importId)
      return presentImport(actor, await startImport(deps, circumstances(actor, request), found, body.mode))
    },
    async undo({ params, actor, request }) {
      const found = await toChange(actor, params.importId)
      return presentImport(actor, await takeBack(deps, circumstances(actor, request), found, 'undone'))
    },
  }
}

function presentImport(actor: OperatorActor, found: Import): ImportView {
  const may = mayDo(actor, IMPORTERS[found.kind].work)
  const can = (action: 'start' | 'undo') =>
    may && (IMPORT_LIFECYCLE[action].from as readonly string[]).includes(found.state)
  return {
    id: String(found._id),
    kind: found.kind,
    fileName: found.fileName,
    state: found.state,
    mode: found.mode,
    rowCount: found.rowCount,
    badCount: found.badCount,
    importedCount: found.importedCount,
    createdAt: found.createdAt.toISOString(),
    endedAt: found.endedAt?.toISOString() ?? null,
    abilities: { start: can('start') && found.badCount < found.rowCount, undo: can('undo') },
  }
}
