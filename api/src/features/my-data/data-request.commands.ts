import {
  DATA_DISPOSAL_LABELS,
  DATA_NOTES,
  DATA_REQUEST_KIND_LABELS,
  DATA_REQUEST_LIFECYCLE,
  type DataRequestDecision,
  REFUSAL_GROUND_LABELS,
  type RefusalGround,
} from '@jijiao/shared/my-data'
import type { NewDataRequest } from '@jijiao/shared/my-data/contract'
import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Notice, noticesTo, notify } from '../../outbox'
import { activeAffiliationOf, restrictTrainee, type Trainee } from '../affiliations'
import { hrAuthorityAround, operatorAccountIds } from '../organizations'
import { type DataRequest, dataRequestModel } from './data-request.model'
import { disposalOf } from './data-request.presenter'
import { erase, subjectOf } from './personal-data'

/** Who holds the data decides: the person's unit or, for whom no unit knows, the nearest HR authority. */
async function deciderOf(deps: Deps, trainee: Trainee, session: ClientSession): Promise<Types.ObjectId> {
  const bound = await activeAffiliationOf(deps, trainee._id, session)
  if (bound) return bound.organizationId
  const authority = trainee.regionCode && (await hrAuthorityAround(deps, enclosingRegionCodes(trainee.regionCode)))
  if (!authority) throw new Problem('data_decider_missing')
  return authority._id
}

type Asking = { readonly accountId: string; readonly trainee: Trainee; readonly asked: NewDataRequest }

export async function submitRequest(
  deps: Deps,
  of: Circumstances,
  { accountId, trainee, asked }: Asking,
): Promise<DataRequest> {
  try {
    return await inTransaction(deps.db, async (session) => {
      const deciderId = await deciderOf(deps, trainee, session)
      const request: DataRequest = {
        ...newRequest(of, { accountId, traineeId: trainee._id }),
        kind: asked.kind,
        dataKind: 'dataKind' in asked ? asked.dataKind : null,
        text: asked.text,
        isStanding: true,
        deciderId,
      }
      await dataRequestModel(deps.db).create([request], { session })
      await recordFacts(deps.db, [requestFact(of, 'DataRequestSubmitted', request, null)], session)
      const deciders = await operatorAccountIds(deps, deciderId, DATA_REQUEST_LIFECYCLE.grant.by, session)
      const told = { person: trainee.name, what: nameOf(request) }
      const notices = noticesTo(deciders, { kind: 'dataRequestAsked', data: told, link: { page: 'todo' } })
      await notify(deps, of, notices, session)
      return request
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('data_request_exists')
    throw error
  }
}

export const newRequest = (
  of: Circumstances,
  { accountId, traineeId }: { readonly accountId: string; readonly traineeId: Types.ObjectId | null },
): DataRequest => ({
  _id: new Types.ObjectId(),
  kind: 'closure',
  dataKind: null,
  text: '',
  state: 'submitted',
  accountId: new Types.ObjectId(accountId),
  traineeId,
  deciderId: null,
  submittedAt: of.at,
  decidedAt: null,
  decidedBy: null,
  ground: null,
  opinion: null,
  disposal: null,
  version: 1,
})

export async function withdrawRequest(
  deps: Deps,
  of: Circumstances,
  given: { readonly dataRequestId: string; readonly accountId: string },
): Promise<DataRequest> {
  const own = { _id: given.dataRequestId, accountId: given.accountId }
  return inTransaction(deps.db, async (session) => {
    const withdrawn = await withdraw(deps, of, own, session)
    if (withdrawn) return withdrawn
    const isThere = await dataRequestModel(deps.db).exists(own).session(session)
    throw new Problem(isThere ? 'data_request_decided' : 'not_found')
  })
}

/** All that waits, in the transaction that closes the account: there is nobody to answer any more. */
export async function withdrawAll(deps: Deps, of: Circumstances, accountId: string, session: ClientSession) {
  const waiting = await dataRequestModel(deps.db)
    .find({ accountId, isStanding: true }, { _id: 1 }, { session })
    .lean<Pick<DataRequest, '_id'>[]>()
  for (const { _id } of waiting) await withdraw(deps, of, { _id: String(_id), accountId }, session)
}

async function withdraw(
  deps: Deps,
  of: Circumstances,
  own: { readonly _id: string; readonly accountId: string },
  session: ClientSession,
): Promise<DataRequest | null> {
  const { from, to } = DATA_REQUEST_LIFECYCLE.withdraw
  const withdrawn = await dataRequestModel(deps.db)
    .findOneAndUpdate(
      { ...own, state: trusted({ $in: [...from] }) },
      { $set: { state: to, decidedAt: of.at }, $unset: { isStanding: 1 }, $inc: { version: 1 } },
      { returnDocument: 'after', session },
    )
    .lean<DataRequest | null>()
  if (withdrawn) await recordFacts(deps.db, [requestFact(of, 'DataRequestWithdrawn', withdrawn, 'submitted')], session)
  return withdrawn
}

export type Decision = {
  readonly decision: DataRequestDecision
  readonly ground: RefusalGround | null
  readonly opinion: string | null
  /** Of what was looked at; absent: whatever it is now. */
  readonly version: number | undefined
}

/**
 * Granting deletes or restricts in the same transaction: what was promised is done, or the request still waits. Of two
 * who decide at once, or of one and the person who withdraws, the first is heard.
 */
export async function decideRequest(
  deps: Deps,
  of: Circumstances,
  known: DataRequest,
  { decision, ground, opinion, version = known.version }: Decision,
): Promise<DataRequest> {
  const isGranted = decision === 'grant'
  const { from, to } = DATA_REQUEST_LIFECYCLE[decision]
  if (!(from as readonly string[]).includes(known.state)) throw new Problem('data_request_decided')
  if (version !== known.version) throw new Problem('state_conflict')
  if (isGranted && known.kind === 'correction' && opinion === null) throw new Problem('data_correction_unexplained')
  return inTransaction(deps.db, async (session) => {
    const change = {
      state: to,
      decidedAt: of.at,
      decidedBy: of.actor.accountId && new Types.ObjectId(of.actor.accountId),
      ground: isGranted ? null : ground,
      opinion,
      disposal: isGranted ? disposalOf(known) : null,
    }
    const decided = await dataRequestModel(deps.db)
      .findOneAndUpdate(
        { _id: known._id, deciderId: known.deciderId, state: trusted({ $in: [...from] }), version },
        { $set: change, $unset: { isStanding: 1 }, $inc: { version: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<DataRequest | null>()
    if (!decided) throw new Problem('data_request_decided')
    if (isGranted) await carryOut({ deps, of, session }, decided)
    const what = isGranted ? 'DataRequestGranted' : 'DataRequestRefused'
    await recordFacts(deps.db, [requestFact(of, what, decided, known.state)], session)
    await notify(deps, of, [noticeOf(decided)], session)
    return decided
  })
}

type Carrying = { readonly deps: Deps; readonly of: Circumstances; readonly session: ClientSession }

/** A correction has been made with the thing's own operations, which keep its history; here it is only answered. */
async function carryOut({ deps, of, session }: Carrying, { accountId, traineeId, ...request }: DataRequest) {
  if (request.kind === 'deletion' && request.dataKind) {
    const subject = await subjectOf(deps, accountId, session)
    await erase({ deps, of, subject, session }, [request.dataKind])
  }
  if (request.disposal === 'kept' && traineeId) await restrictTrainee({ deps, of, session }, traineeId)
}

const nameOf = ({ kind, dataKind }: DataRequest) =>
  `${DATA_REQUEST_KIND_LABELS[kind]}${dataKind ? `“${DATA_NOTES[dataKind].label}”` : '个人信息'}`

function noticeOf(request: DataRequest): Notice {
  const { kind, accountId, state, disposal, ground, opinion } = request
  const link = { page: 'myDataRequests' } as const
  const to = { accountId: String(accountId), link }
  const what = nameOf(request)
  if (state === 'granted') {
    const outcome = kind === 'deletion' && disposal === 'erased' ? '已删除' : disposal && DATA_DISPOSAL_LABELS[disposal]
    return { ...to, kind: 'dataRequestGranted', data: { what, outcome: opinion ?? outcome } }
  }
  const reason = [ground && REFUSAL_GROUND_LABELS[ground], opinion].filter(Boolean).join('；')
  return { ...to, kind: 'dataRequestRefused', data: { what, reason } }
}

/** What was written stays in the request alone: the log cannot forget. */
export const requestFact = (of: Circumstances, what: Fact['what'], request: DataRequest, from: string | null) =>
  fact(of, {
    what,
    subject: { kind: 'dataRequest', id: String(request._id) },
    organizationId: request.deciderId && String(request.deciderId),
    from,
    to: request.state,
    reason: request.ground,
    details: {
      kind: request.kind,
      dataKind: request.dataKind,
      accountId: String(request.accountId),
      traineeId: request.traineeId && String(request.traineeId),
    },
  })
