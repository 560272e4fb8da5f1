import { CLOSURE_OBSTACLE_LABELS, type MyDataView } from '@jijiao/shared/my-data'
import type { myDataContract } from '@jijiao/shared/my-data/contract'
import { Types } from 'mongoose'
import { circumstances } from '../../audit'
import type { AccountActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { acceptNotice, proveOwnPassword, requireAccount, requireCurrentNotice } from '../accounts'
import { isRestricted, liftRestriction, traineeOf } from '../affiliations'
import { closeAccount, erasedKinds, keptKinds, obstaclesFor } from './closure'
import { consentsOf, consentToLocation, withdrawConsent } from './consents'
import { decideRequest, submitRequest, withdrawRequest } from './data-request.commands'
import { assertMayDecide } from './data-request.policy'
import { presentMine, presentRequests } from './data-request.presenter'
import { findVisibleRequest, pageOfMine, pageOfRequests } from './data-request.queries'
import { exportPersonalData } from './export'
import { overviewOf, subjectOf } from './personal-data'

const first = <T>([one]: readonly T[]): T => {
  if (one === undefined) throw new Error('nothing was presented')
  return one
}

export function myDataRoutes(deps: Deps): Handlers<typeof myDataContract> {
  const subject = (actor: AccountActor) => subjectOf(deps, new Types.ObjectId(actor.accountId))
  async function overview(actor: AccountActor): Promise<MyDataView> {
    const trainee = await traineeOf(deps, actor)
    return {
      lines: await overviewOf(deps, await subject(actor)),
      restrictedAt: trainee?.restrictedAt?.toISOString() ?? null,
      abilities: { request: trainee !== null, liftRestriction: trainee !== null && isRestricted(trainee) },
    }
  }

  return {
    overview: ({ actor }) => overview(actor),
    async exportAll({ body, actor, request }) {
      await proveOwnPassword(deps, actor, body.password, request)
      return exportPersonalData(deps, circumstances(actor, request), await subject(actor))
    },
    async liftRestriction({ actor, request }) {
      const trainee = await traineeOf(deps, actor)
      if (trainee) await liftRestriction(deps, circumstances(actor, request), trainee._id)
      return overview(actor)
    },
    async submit({ body, actor, request }) {
      const trainee = await traineeOf(deps, actor)
      if (!trainee) throw new Problem('profile_incomplete')
      const asking = { accountId: actor.accountId, trainee, asked: body }
      return first(await presentMine(deps, [await submitRequest(deps, circumstances(actor, request), asking)]))
    },
    async mine({ query, actor }) {
      const { data, nextCursor } = await pageOfMine(deps, actor.accountId, query)
      return { data: await presentMine(deps, data), nextCursor }
    },
    async withdraw({ params, actor, request }) {
      const given = { ...params, accountId: actor.accountId }
      return first(await presentMine(deps, [await withdrawRequest(deps, circumstances(actor, request), given)]))
    },
    async closure({ actor }) {
      const obstacles = await obstaclesFor(deps, await subject(actor))
      return {
        obstacles: obstacles.map((kind) => ({ kind, label: CLOSURE_OBSTACLE_LABELS[kind] })),
        erased: erasedKinds,
        kept: keptKinds,
        abilities: { close: obstacles.length === 0 },
      }
    },
    async close({ body, actor, request }) {
      await proveOwnPassword(deps, actor, body.password, request)
      await closeAccount(deps, circumstances(actor, request), actor.accountId)
    },
    consents: async ({ actor }) => consentsOf(deps, await requireAccount(deps, actor.accountId)),
    async acceptNotice({ body, actor, request }) {
      requireCurrentNotice(body.noticeVersion)
      await acceptNotice(deps, circumstances(actor, request), await requireAccount(deps, actor.accountId))
      return consentsOf(deps, await requireAccount(deps, actor.accountId))
    },
    async consentToLocation({ body, actor, request }) {
      const account = await requireAccount(deps, actor.accountId)
      await consentToLocation(deps, circumstances(actor, request), account, body.version)
      return consentsOf(deps, account)
    },
    async withdrawConsent({ params, actor, request }) {
      const account = await requireAccount(deps, actor.accountId)
      await withdrawConsent(deps, circumstances(actor, request), account, params.purpose)
      return consentsOf(deps, account)
    },
    async list({ query, actor }) {
      const { data, nextCursor } = await pageOfRequests(deps, actor, query)
      return { data: await presentRequests(deps, actor, data), nextCursor }
    },
    async get({ params, actor }) {
      return first(await presentRequests(deps, actor, [await findVisibleRequest(deps, actor, params.dataRequestId)]))
    },
    async decide({ params, body, actor, request }) {
      const known = await findVisibleRequest(deps, actor, params.dataRequestId)
      assertMayDecide(actor, known)
      const decision = { ...body, ground: body.ground ?? null }
      const decided = await decideRequest(deps, circumstances(actor, request), known, decision)
      return first(await presentRequests(deps, actor, [decided]))
    },
  }
}
