import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { type ClientSession, Types } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { noticeTo, notify } from '../../outbox'
import { moveAffiliations } from '../affiliations'
import {
  bindOperator,
  mergeOrganization,
  type Organization,
  operatorAccountIds,
  operatorsOf,
  organizationModel,
} from '../organizations'
import { type UnitMerge, unitMergeModel } from './unit-merge.model'

/** So many people are moved by one request. */
const MOST_AT_ONCE = 200

type Given = { readonly from: Organization; readonly into: Organization; readonly reason: string }

/** From this moment the duplicate points to the other unit and takes nobody; moving its people may take several runs. */
export async function startMerge(deps: Deps, of: Circumstances, { from, into, reason }: Given): Promise<UnitMerge> {
  const around = enclosingRegionCodes(into.regionCode)
  const merge: UnitMerge = {
    _id: new Types.ObjectId(),
    state: 'running',
    fromId: from._id,
    intoId: into._id,
    regionCodes: enclosingRegionCodes(from.regionCode).filter((code) => around.includes(code)),
    reason,
    startedAt: of.at,
    completedAt: null,
  }
  try {
    await inTransaction(deps.db, async (session) => {
      await mergeOrganization(deps, { fromId: from._id, intoId: into._id }, session)
      await unitMergeModel(deps.db).create([merge], { session })
      await recordFacts(deps.db, [mergeFact(of, 'UnitMergeStarted', merge)], session)
      await tellBothUnits(deps, of, { from, into, reason }, session)
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('organization_merged')
    throw error
  }
  return continueMerge(deps, of, merge)
}

/** The units' own logins and their operators; the people are told one by one as they are moved. */
async function tellBothUnits(deps: Deps, of: Circumstances, { from, into, reason }: Given, session: ClientSession) {
  const data = { from: from.name, into: into.name, reason }
  for (const { _id } of [from, into]) {
    const operators = await operatorAccountIds(deps, _id, 'operate', session)
    const readers = [{ organizationId: String(_id) }, ...operators.map((accountId) => ({ accountId }))]
    await notify(
      deps,
      of,
      readers.map((to) => noticeTo(to, { kind: 'unitMerged', data })),
      session,
    )
  }
}

/**
 * Moves the next people. Each step finds only what is left to do, so that a merge that was cut off anywhere goes on by
 * the same call, and a completed one is asked again for what was on its way when it began.
 */
export async function continueMerge(deps: Deps, of: Circumstances, merge: UnitMerge): Promise<UnitMerge> {
  const into = await organizationModel(deps.db)
    .findById(await targetOf(deps, merge), { regionCode: 1 })
    .orFail()
    .lean<Pick<Organization, '_id' | 'regionCode'>>()
  await moveOperators(deps, of, merge, into._id)
  const { fromId, reason } = merge
  const hasMore = await moveAffiliations(deps, of, { fromId, into, reason, most: MOST_AT_ONCE })
  if (hasMore || merge.state === 'completed') return merge
  return inTransaction(deps.db, async (session) => {
    const completed = await unitMergeModel(deps.db)
      .findOneAndUpdate(
        { _id: merge._id, state: 'running' },
        { $set: { state: 'completed', completedAt: of.at } },
        { returnDocument: 'after', session },
      )
      .lean<UnitMerge | null>()
    if (completed) await recordFacts(deps.db, [mergeFact(of, 'UnitMergeCompleted', completed)], session)
    return completed ?? unitMergeModel(deps.db).findById(merge._id, null, { session }).orFail().lean<UnitMerge>()
  })
}

/** The unit that this one was merged into may have been merged itself since. */
async function targetOf(deps: Deps, { fromId, intoId }: UnitMerge): Promise<Types.ObjectId> {
  const from = await organizationModel(deps.db)
    .findById(fromId, { mergedInto: 1 })
    .lean<Pick<Organization, 'mergedInto'> | null>()
  return from?.mergedInto?.organizationId ?? intoId
}

/** They keep the duplicate, to finish what has begun there, and handle the other unit with the same rights. */
async function moveOperators(deps: Deps, of: Circumstances, { fromId }: UnitMerge, intoId: Types.ObjectId) {
  const known = new Set((await operatorsOf(deps.db, String(intoId))).map(({ accountId }) => String(accountId)))
  for (const { accountId, grants } of await operatorsOf(deps.db, String(fromId))) {
    if (known.has(String(accountId))) continue
    try {
      await bindOperator(deps, of, { organizationId: String(intoId), accountId: String(accountId), grants })
    } catch (error) {
      // Invited or bound in this moment: the unit's own choice stands.
      if (!(error instanceof Problem)) throw error
    }
  }
}

const mergeFact = (of: Circumstances, what: Fact['what'], { _id, fromId, intoId, reason, state }: UnitMerge) =>
  fact(of, {
    what,
    subject: { kind: 'organization', id: String(fromId) },
    organizationId: String(fromId),
    to: state,
    reason,
    details: { mergeId: String(_id), intoId: String(intoId) },
  })
