import { DATA_KINDS, DATA_NOTES, EXPORTS_PER_DAY } from '@jijiao/shared/my-data'
import { archivedFiles, type LeftOutFile, leftOutText } from '../../attachments'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { attemptKey, createAttempts } from '../../auth/attempts'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { FileAnswer } from '../../http/call'
import { tooManyRequests } from '../../http/problem'
import type { DataRow, DataSubject } from '../../privacy/personal-data'
import { zipOf } from '../../zip'
import { exportPage } from './export-page'
import { rowsOf } from './personal-data'

const LIMIT = { limit: EXPORTS_PER_DAY, windowMs: 24 * 60 * 60 * 1_000 }

/**
 * Everything about a person, as the person's own copy: ID number and phone are whole, for they are theirs. Written while
 * it is read, and kept nowhere.
 */
export async function exportPersonalData(deps: Deps, of: Circumstances, subject: DataSubject): Promise<FileAnswer> {
  const accountId = String(subject.accountId)
  const attempt = await createAttempts(deps).take(attemptKey('data-export', accountId), LIMIT)
  if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds)
  await inTransaction(deps.db, (session) => {
    const exported = fact(of, { what: 'PersonalDataExported', subject: { kind: 'account', id: accountId } })
    return recordFacts(deps.db, [exported], session)
  })
  const content = zipOf(entriesOf(deps, subject, of.at))
  return new FileAnswer({ name: `我的数据-${of.at.toISOString().slice(0, 10)}.zip`, type: 'application/zip', content })
}

/** What there is to read, and the files that the person has handed in as a person: those of a unit are the unit's. */
async function* entriesOf(deps: Deps, subject: DataSubject, at: Date) {
  yield { path: '我的数据.html', text: () => exportPage((kind) => rowsOf(deps, subject, kind), at) }
  for (const kind of DATA_KINDS) {
    yield { path: `data/${kind}.json`, text: () => jsonOf(kind, rowsOf(deps, subject, kind)) }
  }
  const leftOut: LeftOutFile[] = []
  const filter = { uploadedBy: String(subject.accountId), organizationId: null }
  yield* archivedFiles(deps, { filter }, leftOut)
  yield { path: '附件说明.txt', text: leftOutText(leftOut) }
}

/** The note of the kind and its rows, one a line. */
async function* jsonOf(kind: keyof typeof DATA_NOTES, rows: AsyncIterable<DataRow>): AsyncGenerator<string> {
  const head = JSON.stringify({ kind, ...DATA_NOTES[kind] })
  yield `${head.slice(0, -1)},"rows":[`
  let separator = '\n'
  for await (const row of rows) {
    yield `${separator}${JSON.stringify(row)}`
    separator = ',\n'
  }
  yield '\n]}\n'
}
