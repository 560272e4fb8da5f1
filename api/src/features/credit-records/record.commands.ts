import { RECORD_LIFECYCLE, type RecordSource } from '@jijiao/shared/credit-records'
import { type ClientSession, type Types, trusted } from 'mongoose'
import { claimAttachments, releaseAttachments } from '../../attachments'
import { type Circumstances, type Fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { notify } from '../../outbox'
import { askRecount, type BoundTrainee } from '../affiliations'
import { responsibleUnit } from './decision-route'
import { accountOf, keysOf, newRecord } from './new-record'
import { resolveContent, type TypedContent } from './record.content'
import { recordFact } from './record.facts'
import { filesToKeep, recordFiles } from './record.files'
import { type CreditRecord, creditRecordModel, type RecordTrailLine } from './record.model'
import { noticesAbout } from './record.notices'

export type Declaration = {
  readonly of: BoundTrainee
  readonly source: Extract<RecordSource, 'unit' | 'person' | 'provider' | 'import'>
  /** The unit or provider that declares; `null`: the person herself. */
  readonly declaringId: Types.ObjectId | null
  readonly input: TypedContent
  /** Given where it must be the same on every machine, as in the demo world. */
  readonly id?: string
}

/** Drafts a record. */
export async function draftRecord(
  deps: Deps,
  of: Circumstances,
  { of: bound, source, declaringId, input, id }: Declaration,
): Promise<CreditRecord> {
  const unit = await responsibleUnit(deps, bound.organizationId)
  const providerId = source === 'provider' ? declaringId : null
  const content = await resolveContent(deps, input, { unit, series: bound.trainee.series, providerId })
  const declaredBy = { accountId: accountOf(of), organizationId: declaringId }
  const record = newRecord(of, { id, trainee: bound.trainee, unit, content, source, declaredBy })
  return inTransaction(deps.db, async (session) => {
    await creditRecordModel(deps.db).create([record], { session })
    await claimAttachments(deps, of, { owner: recordFiles(record), ids: record.attachmentIds ?? [] }, session)
    await recordFacts(deps.db, [recordFact(of, 'CreditRecordDrafted', record, { from: null, to: 'draft' })], session)
    return record
  })
}

type Edited = {
  readonly input: TypedContent & { readonly version: number }
  readonly series: readonly string[]
}

/** Changes a draft or a returned record, as the version that was edited; who changes it is who declares it now. */
export async function changeRecord(
  deps: Deps,
  of: Circumstances,
  record: CreditRecord,
  { input, series }: Edited,
): Promise<CreditRecord> {
  if (!RECORD_LIFECYCLE.edit.from.some((state) => state === record.state)) throw new Problem('record_locked')
  if (record.version !== input.version) throw new Problem('state_conflict')
  const unit = await responsibleUnit(deps, record.organizationId)
  const isTaughtByDeclarer = record.source === 'provider' || record.source === 'class'
  const providerId = isTaughtByDeclarer ? record.declaredBy.organizationId : null
  const content = await resolveContent(deps, input, { unit, series, providerId })
  const declaredBy = { ...record.declaredBy, accountId: accountOf(of) }
  return inTransaction(deps.db, async (session) => {
    const change = { ...content, ...keysOf(content), declaredBy }
    const changed = await moveRecord(deps, of, record, { what: 'CreditRecordChanged', change, lines: [] }, session)
    const owner = recordFiles(changed)
    await claimAttachments(deps, of, { owner, ids: changed.attachmentIds ?? [] }, session)
    await releaseAttachments(deps, of, { owner, keep: filesToKeep(changed) }, session)
    return changed
  })
}

/** Deletes a draft; a correction that is given up frees the record it was for. */
export async function removeRecord(deps: Deps, of: Circumstances, { _id }: Pick<CreditRecord, '_id'>): Promise<void> {
  await inTransaction(deps.db, async (session) => {
    const removed = await creditRecordModel(deps.db)
      .findOneAndDelete({ _id, state: trusted({ $in: [...RECORD_LIFECYCLE.remove.from] }) }, { session })
      .lean<CreditRecord | null>()
    if (!removed) {
      const isThere = await creditRecordModel(deps.db).exists({ _id }).session(session)
      throw new Problem(isThere ? 'record_not_draft' : 'not_found')
    }
    await freeCorrected(deps, removed, session)
    await releaseAttachments(deps, of, { owner: recordFiles(removed), keep: [] }, session)
    await recordFacts(deps.db, [recordFact(of, 'CreditRecordRemoved', removed, { from: 'draft', to: null })], session)
  })
}

/** A correction that came to nothing: its record may be corrected again. */
export async function freeCorrected(
  deps: Pick<Deps, 'db'>,
  { _id, supersedesId }: CreditRecord,
  session: ClientSession,
) {
  if (supersedesId === null) return
  await creditRecordModel(deps.db).updateOne(
    { _id: supersedesId, correctionId: _id },
    { $set: { correctionId: null }, $inc: { version: 1 } },
    { session },
  )
}

export type Moving = {
  readonly what: Fact['what']
  readonly change: Partial<CreditRecord>
  readonly lines: readonly RecordTrailLine[]
  readonly reason?: string | null
}

/** The one conditional update of every move: on the state and version that were read. */
export async function moveRecord(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  record: CreditRecord,
  { what, change, lines, reason = lines.at(-1)?.opinion ?? null }: Moving,
  session: ClientSession,
): Promise<CreditRecord> {
  const moved = await creditRecordModel(deps.db)
    .findOneAndUpdate(
      { _id: record._id, state: record.state, version: record.version },
      {
        $set: { ...change, changedAt: of.at },
        ...(lines.length > 0 && { $push: { trail: { $each: [...lines] } } }),
        $inc: { version: 1 },
      },
      { returnDocument: 'after', session },
    )
    .lean<CreditRecord | null>()
  if (!moved) throw new Problem('state_conflict')
  // What counts and what waits to count: a draft does neither.
  if (![record.state, moved.state].every((state) => state === 'draft')) {
    await askRecount(deps, [moved.traineeId], session)
  }
  await recordFacts(deps.db, [recordFact(of, what, moved, { from: record.state, to: moved.state, reason })], session)
  await notify(deps, of, noticesAbout(what, moved, reason), session)
  return moved
}
