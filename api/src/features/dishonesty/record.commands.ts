import {
  DISHONESTY_LIFECYCLE,
  type DishonestyAction,
  type DishonestyInput,
  type DishonestyReply,
  MOST_REPLIES,
  REPLY_DAYS,
  REPLY_STATES,
} from '@jijiao/shared/dishonesty'
import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { type ClientSession, Types, trusted } from 'mongoose'
import { claimAttachments } from '../../attachments'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { searchTextOf } from '../../db/text-search'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Notice, noticesTo, noticeTo, notify } from '../../outbox'
import { confirmedTrainees } from '../affiliations'
import { type Organization, operatorAccountIds, organizationModel } from '../organizations'
import { evidenceOf, replyFilesOf } from './record.files'
import { type DishonestyRecord, dishonestyModel } from './record.model'
import { REPLYING } from './record.policy'

type NewRecord = DishonestyInput & {
  /** Who records. */
  readonly by: string
  /** Given where it must be the same on every machine, as in the demo world. */
  readonly id?: string
}

export async function recordDishonesty(deps: Deps, of: Circumstances, given: NewRecord): Promise<DishonestyRecord> {
  return inTransaction(deps.db, async (session) => {
    const recorder = await organizationOf(deps, given.by, session)
    const subject = await subjectOf(deps, recorder, given, session)
    const record: DishonestyRecord = {
      _id: new Types.ObjectId(given.id),
      subjectKind: given.subjectKind,
      ...subject,
      searchText: searchTextOfSubject(subject.subjectName),
      category: given.category,
      content: given.content,
      evidence: given.evidence,
      attachmentIds: given.attachmentIds ?? [],
      organizationId: recorder._id,
      organizationName: recorder.name,
      recordedBy: of.actor.accountId === null ? null : new Types.ObjectId(of.actor.accountId),
      recordedAt: of.at,
      seenBy: [recorder._id],
      state: 'recorded',
      noticedAt: null,
      effectiveAt: null,
      endedAt: null,
      reason: null,
      replies: [],
      version: 1,
    }
    await dishonestyModel(deps.db).create([record], { session })
    await claimAttachments(deps, of, { owner: evidenceOf(record), ids: record.attachmentIds ?? [] }, session)
    await recordFacts(deps.db, [recordFact(of, 'DishonestyRecorded', record, null)], session)
    return record
  })
}

/** A person's surname may be read unlike the character elsewhere: 单小曾 is shan xiao zeng. */
function searchTextOfSubject(name: string): string {
  const { pinyin, initials } = nameKeys(name)
  return [searchTextOf(name), pinyin, initials].join('\n')
}

type NamedBody = Pick<Organization, '_id' | 'name' | 'regionCode' | 'kind'>

const organizationOf = (deps: Deps, id: string, session: ClientSession): Promise<NamedBody> =>
  organizationModel(deps.db)
    .findById(id, { name: 1, regionCode: 1, kind: 1 }, { session })
    .orFail()
    .lean<NamedBody>()
    .exec()

/** A confirmed trainee of the unit that records, or a unit in the region of the authority that does. */
async function subjectOf(deps: Deps, recorder: NamedBody, given: NewRecord, session: ClientSession) {
  if (given.subjectKind === 'person') {
    const trainees = await confirmedTrainees(deps, recorder._id, [given.traineeId], session)
    const trainee = trainees.get(given.traineeId)
    if (!trainee) throw new Problem('trainee_not_confirmed')
    return { traineeId: trainee._id, unitId: null, subjectName: trainee.name }
  }
  const unit = await organizationModel(deps.db)
    .findOne(
      { _id: given.organizationId, kind: trusted({ $in: ['unit', 'provider'] }) },
      { name: 1, regionCode: 1 },
      { session },
    )
    .lean<Pick<Organization, '_id' | 'name' | 'regionCode'> | null>()
  if (!unit || !enclosingRegionCodes(unit.regionCode).includes(recorder.regionCode)) {
    throw new Problem('organization_not_found')
  }
  return { traineeId: null, unitId: unit._id, subjectName: unit.name }
}

const MOVE_FACTS = {
  notify: 'DishonestyNoticed',
  enforce: 'DishonestyEnforced',
  revoke: 'DishonestyRevoked',
  expire: 'DishonestyExpired',
} as const satisfies Record<DishonestyAction, Fact['what']>

type Move = { readonly action: DishonestyAction; readonly version: number; readonly reason?: string }

export async function moveDishonesty(
  deps: Deps,
  of: Circumstances,
  record: DishonestyRecord,
  { action, version, reason }: Move,
): Promise<DishonestyRecord> {
  if (action === 'enforce') assertHeard(record, of.at)
  const { from, to } = DISHONESTY_LIFECYCLE[action]
  return inTransaction(deps.db, async (session) => {
    const before = await dishonestyModel(deps.db)
      .findOneAndUpdate(
        { _id: record._id, version, state: trusted({ $in: [...from] }) },
        {
          $set: { state: to, ...stampOf(action, of.at), ...(reason !== undefined && { reason }) },
          ...(action === 'notify' && record.unitId && { $addToSet: { seenBy: record.unitId } }),
          $inc: { version: 1 },
        },
        { returnDocument: 'before', session },
      )
      .lean<DishonestyRecord | null>()
    if (!before) throw new Problem('state_conflict')
    const moved = await dishonestyModel(deps.db)
      .findById(record._id, null, { session })
      .orFail()
      .lean<DishonestyRecord>()
    await recordFacts(deps.db, [recordFact(of, MOVE_FACTS[action], moved, before.state)], session)
    await tellSubject(deps, of, moved, action, session)
    return moved
  })
}

/** The subject learns of a record when it is told, and of what becomes of it from then on. */
async function tellSubject(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  record: DishonestyRecord,
  action: DishonestyAction,
  session: ClientSession,
) {
  const { traineeId, unitId, noticedAt } = record
  if (noticedAt === null) return
  if (traineeId) await notify(deps, of, [newsOf(record, action, { traineeId: String(traineeId) })], session)
  if (!unitId) return
  const operators = await operatorAccountIds(deps, unitId, REPLYING.grant, session)
  const readers = [{ organizationId: String(unitId) }, ...operators.map((accountId) => ({ accountId }))]
  await notify(
    deps,
    of,
    readers.map((to) => newsOf(record, action, to)),
    session,
  )
}

const NEWS = {
  notify: 'dishonestyRecorded',
  enforce: 'dishonestyEnforced',
  revoke: 'dishonestyRevoked',
} as const

function newsOf(
  { _id, organizationName: organization, reason }: DishonestyRecord,
  action: DishonestyAction,
  to: Parameters<typeof noticeTo>[0],
): Notice {
  const params = { recordId: String(_id) }
  const link = { page: 'traineeId' in to ? ('myDishonesty' as const) : ('dishonesty' as const), params }
  return action === 'expire'
    ? noticeTo(to, { kind: 'dishonestyExpired', data: { organization, reason }, link })
    : noticeTo(to, { kind: NEWS[action], data: { organization }, link })
}

const stampOf = (action: DishonestyAction, at: Date) =>
  action === 'notify' ? { noticedAt: at } : action === 'enforce' ? { effectiveAt: at } : { endedAt: at }

/** Nobody is marked unheard: there is a reply, or the time for one is over. */
function assertHeard({ noticedAt, replies }: DishonestyRecord, at: Date) {
  if (noticedAt && replies.length === 0 && at < replyByOf(noticedAt)) throw new Problem('reply_time_running')
}

export const replyByOf = (noticedAt: Date) => new Date(noticedAt.getTime() + REPLY_DAYS * 86_400_000)

/** The subject's own words, as long as the record is not over. */
export async function replyToDishonesty(
  deps: Deps,
  of: Circumstances,
  record: DishonestyRecord,
  { text, attachmentIds = [] }: DishonestyReply,
): Promise<DishonestyRecord> {
  const reply = { at: of.at, accountId: new Types.ObjectId(of.actor.accountId ?? undefined), text, attachmentIds }
  return inTransaction(deps.db, async (session) => {
    const replied = await dishonestyModel(deps.db)
      .findOneAndUpdate(
        {
          _id: record._id,
          state: trusted({ $in: [...REPLY_STATES] }),
          [`replies.${MOST_REPLIES - 1}`]: trusted({ $exists: false }),
        },
        { $push: { replies: reply }, $inc: { version: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<DishonestyRecord | null>()
    if (!replied) throw new Problem(record.replies.length >= MOST_REPLIES ? 'too_many_replies' : 'state_conflict')
    const owner = replyFilesOf(replied, replied.replies.length - 1)
    await claimAttachments(deps, of, { owner, ids: attachmentIds }, session)
    await recordFacts(deps.db, [recordFact(of, 'DishonestyReplied', replied, replied.state)], session)
    await tellRecorder(deps, of, replied, session)
    return replied
  })
}

/** Those who decide what the record comes to learn that the subject has spoken. */
async function tellRecorder(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  record: DishonestyRecord,
  session: ClientSession,
) {
  const { by } = DISHONESTY_LIFECYCLE.enforce
  const deciders = await operatorAccountIds(deps, record.organizationId, by, session)
  const link = { page: 'dishonesty', params: { recordId: String(record._id) } } as const
  const told = { kind: 'dishonestyReplied', data: { subject: record.subjectName }, link } as const
  await notify(deps, of, noticesTo(deciders, told), session)
}

const recordFact = (of: Circumstances, what: Fact['what'], record: DishonestyRecord, from: string | null) =>
  fact(of, {
    what,
    subject: { kind: 'dishonestyRecord', id: String(record._id) },
    organizationId: String(record.organizationId),
    from,
    to: record.state,
    reason: record.reason,
  })
