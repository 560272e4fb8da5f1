import {
  CLOSURE_OBSTACLE_LABELS,
  CLOSURE_OBSTACLES,
  type ClosureObstacle,
  DATA_KINDS,
  DATA_NOTES,
  type DataKind,
} from '@jijiao/shared/my-data'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { endSessions } from '../accounts'
import { affiliationModel, archiveTrainee, disputeModel } from '../affiliations'
import { classModel, type Enrollment, enrollmentModel, whileRunning } from '../classes'
import { creditRecordModel } from '../credit-records'
import { operatorModel } from '../organizations'
import { newRequest, requestFact, withdrawAll } from './data-request.commands'
import { dataRequestModel } from './data-request.model'
import { erase, subjectOf } from './personal-data'

export const erasedKinds = DATA_KINDS.filter((kind) => DATA_NOTES[kind].disposal === 'erased')
export const keptKinds = DATA_KINDS.filter((kind) => DATA_NOTES[kind].disposal === 'kept')
/** The account after everything that is found through it. */
const IN_ORDER: readonly DataKind[] = [...DATA_KINDS.filter((kind) => kind !== 'account'), 'account']

type Owner = { readonly accountId: Types.ObjectId; readonly traineeId: Types.ObjectId | null }

/** What others wait for, or act on behalf of: it is settled first, so that nobody waits for somebody who is gone. */
export async function obstaclesFor(
  deps: Pick<Deps, 'db'>,
  { accountId, traineeId }: Owner,
  session: ClientSession | null = null,
): Promise<ClosureObstacle[]> {
  const found = new Set<ClosureObstacle>()
  const note = (kind: ClosureObstacle, isThere: unknown) => isThere && found.add(kind)
  const { db } = deps
  note('operatorBinding', await operatorModel(db).exists({ accountId, isOpen: true }).session(session))
  if (traineeId) {
    const enrolled = await enrollmentModel(db)
      .find({ traineeId }, { classId: 1 })
      .session(session)
      .lean<Pick<Enrollment, 'classId'>[]>()
    const unfinished = {
      _id: trusted({ $in: enrolled.map(({ classId }) => classId) }),
      ...whileRunning(),
    }
    note('openClass', await classModel(db).exists(unfinished).session(session))
    note('waitingRecord', await creditRecordModel(db).exists({ traineeId, state: 'submitted' }).session(session))
    note('pendingAffiliation', await affiliationModel(db).exists({ traineeId, state: 'pending' }).session(session))
    const open = { traineeId, kind: 'binding', state: trusted({ $in: ['open', 'escalated'] as const }) } as const
    note('openDispute', await disputeModel(db).exists(open).session(session))
  }
  return CLOSURE_OBSTACLES.filter((kind) => found.has(kind))
}

/**
 * Closes an account whose owner has just proven to be it, in one transaction: what may go is deleted, what must be kept
 * is an archive that belongs to no account any more and that operators can only keep. Certificates still verify.
 */
export async function closeAccount(deps: Deps, of: Circumstances, accountId: string): Promise<void> {
  const _id = new Types.ObjectId(accountId)
  const ended = await inTransaction(deps.db, async (session) => {
    const subject = await subjectOf(deps, _id, session)
    const { traineeId } = subject
    const obstacles = await obstaclesFor(deps, subject, session)
    if (obstacles.length > 0) {
      const detail = obstacles.map((kind) => CLOSURE_OBSTACLE_LABELS[kind]).join('；')
      throw new Problem('closure_blocked', { detail })
    }
    const sessionIds = await endSessions(deps, of, { accountId }, session)
    await withdrawAll(deps, of, accountId, session)
    if (traineeId) await archiveTrainee({ deps, of, session }, { traineeId, accountId: _id })
    const closing = {
      ...newRequest(of, { accountId, traineeId }),
      state: 'granted' as const,
      decidedAt: of.at,
      disposal: traineeId ? ('kept' as const) : ('erased' as const),
    }
    await dataRequestModel(deps.db).create([closing], { session })
    await erase({ deps, of, subject, session }, IN_ORDER)
    const closed = fact(of, { what: 'AccountClosed', subject: { kind: 'account', id: accountId } })
    await recordFacts(deps.db, [requestFact(of, 'DataRequestGranted', closing, null), closed], session)
    return sessionIds
  })
  await deps.revocations.revokeSessions(ended)
}
