import type { SignInMethod } from '@jijiao/shared/accounts'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { createRefreshTokens } from '../../auth/refresh-tokens'
import { inTransaction } from '../../db/transaction'
import { waitingWrites } from '../../db/waiting-writes'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { giveConsent } from '../../privacy/consents'
import { findActingAs } from '../organizations'
import { type Account, accountModel } from './account.model'
import { currentNotice } from './notice'
import { IDLE_DAYS, type Session, sessionModel } from './session.model'
import type { Device } from './sign-in'

/**
 * The answer to a renewal can get lost, and two pages may renew at once: within this time the token just used answers
 * with the same successor instead of counting as stolen.
 */
const RETRY_MS = 10_000
const IDLE_MS = IDLE_DAYS * 24 * 60 * 60 * 1_000

const ownActor = (of: Circumstances, accountId: string): Circumstances => ({
  ...of,
  actor: { accountId, organizationId: of.actor.organizationId },
})

/** A new sign-in, inside the transaction of what led to it; the notice in force has been accepted. */
export async function insertSession(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  account: Account,
  { device, method }: { readonly device: Device; readonly method: SignInMethod },
  transaction: ClientSession,
): Promise<Session> {
  const session: Session = {
    _id: new Types.ObjectId(),
    accountId: account._id,
    method,
    deviceKey: device.deviceKey,
    deviceName: device.deviceName,
    generation: 0,
    renewedAt: of.at,
    actingForId: null,
    signedInAt: of.at,
    lastUsedAt: of.at,
    endedAt: null,
  }
  await sessionModel(deps.db).create([session], { session: transaction })
  if (account.noticeVersion !== currentNotice.version) {
    const accepted = { noticeVersion: currentNotice.version, noticeAcceptedAt: of.at }
    await accountModel(deps.db).updateOne({ _id: account._id }, { $set: accepted }, { session: transaction })
    const consent = { purpose: 'notice', version: currentNotice.version, at: of.at } as const
    await giveConsent(deps, { accountId: account._id, ...consent }, transaction)
  }
  const accountId = String(account._id)
  const subject = { kind: 'account', id: accountId } as const
  const signedIn = fact(ownActor(of, accountId), {
    what: 'SignedIn',
    subject,
    details: { method, sessionId: String(session._id) },
  })
  await recordFacts(deps.db, [signedIn], transaction)
  return session
}

export const startSession = (
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  account: Account,
  how: { readonly device: Device; readonly method: SignInMethod },
): Promise<Session> => inTransaction(deps.db, (transaction) => insertSession(deps, of, account, how, transaction))

/** The sign-in that a refresh token renews. A token that was used before ends the whole sign-in: it may be stolen. */
export async function renewSession(deps: Deps, of: Circumstances, refreshToken: string): Promise<Session> {
  const claim = createRefreshTokens(deps.secrets.tokenKey).read(refreshToken)
  if (!claim) throw new Problem('session_ended')
  const { sessionId: _id, generation } = claim
  const Sessions = sessionModel(deps.db)
  const usedSince = trusted({ $gt: new Date(of.at.getTime() - IDLE_MS) })
  const open = { _id, endedAt: null, lastUsedAt: usedSince }
  const renewed = await waitingWrites(() =>
    Sessions.findOneAndUpdate(
      { ...open, generation },
      { $inc: { generation: 1 }, $set: { renewedAt: of.at, lastUsedAt: of.at } },
      { returnDocument: 'after' },
    ).lean<Session>(),
  )
  if (renewed) return renewed
  const current = await Sessions.findOne(open).lean<Session>()
  if (!current) throw new Problem('session_ended')
  const isRetry = generation === current.generation - 1 && of.at.getTime() - current.renewedAt.getTime() <= RETRY_MS
  if (isRetry) return current
  const accountId = String(current.accountId)
  await end(deps, of, { accountId, only: _id }, 'RefreshTokenReused')
  deps.log.warn({ accountId, sessionId: _id }, 'a used refresh token came back; the sign-in was ended')
  throw new Problem('session_ended')
}

/** Acts for a unit from now on, or with `null` as the person; 404 without an active binding. */
export async function actAs(
  deps: Pick<Deps, 'db'>,
  { accountId, sessionId }: { readonly accountId: string; readonly sessionId: string },
  organizationId: string | null,
): Promise<Session> {
  if (organizationId !== null && !(await findActingAs(deps.db, { accountId, organizationId }))) {
    throw new Problem('not_found')
  }
  const session = await sessionModel(deps.db)
    .findOneAndUpdate(
      { _id: sessionId, endedAt: null },
      { $set: { actingForId: organizationId } },
      { returnDocument: 'after' },
    )
    .lean<Session>()
  if (!session) throw new Problem('session_ended')
  return session
}

type Ending = { readonly accountId: string; readonly only?: string; readonly except?: string }

/** Ends sign-ins inside a transaction and answers their ids, whose access tokens are to be revoked after it. */
export async function endSessions(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { accountId, only, except }: Ending,
  transaction: ClientSession,
): Promise<string[]> {
  const Sessions = sessionModel(deps.db)
  const filter = {
    accountId,
    endedAt: null,
    ...(only === undefined ? {} : { _id: only }),
    ...(except === undefined ? {} : { _id: trusted({ $ne: except }) }),
  }
  const open = await Sessions.find(filter, { _id: 1 }).session(transaction).lean()
  await Sessions.updateMany(filter, { $set: { endedAt: of.at } }, { session: transaction })
  return open.map(({ _id }) => String(_id))
}

export const signOut = (deps: Deps, of: Circumstances, accountId: string, sessionId: string) =>
  end(deps, of, { accountId, only: sessionId }, 'SignedOut')

export const signOutEverywhere = (deps: Deps, of: Circumstances, accountId: string) =>
  end(deps, of, { accountId }, 'SignedOutEverywhere')

async function end(
  deps: Deps,
  of: Circumstances,
  ending: Ending,
  what: 'SignedOut' | 'SignedOutEverywhere' | 'RefreshTokenReused',
): Promise<void> {
  const subject = { kind: 'account', id: ending.accountId } as const
  const ended = await inTransaction(deps.db, async (transaction) => {
    const ids = await endSessions(deps, of, ending, transaction)
    const details = { sessions: ids.length, sessionId: ending.only ?? null }
    const told = fact(ownActor(of, ending.accountId), { what, subject, details })
    if (ids.length > 0) await recordFacts(deps.db, [told], transaction)
    return ids
  })
  await deps.revocations.revokeSessions(ended)
}
