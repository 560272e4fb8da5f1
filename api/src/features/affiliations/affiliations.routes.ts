import type { affiliationContract } from '@jijiao/shared/affiliations/contract'
import { PROBLEMS } from '@jijiao/shared/http'
import type { RowResult } from '@jijiao/shared/http/contract'
import { Types } from 'mongoose'
import { circumstances } from '../../audit'
import type { PersonActor } from '../../auth/actor'
import { afterCursor, cutPage } from '../../db/keyset'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { findPerson } from '../accounts'
import { findUnit, organizationNames } from '../organizations'
import { decideAffiliation, requestAffiliation, withdrawAffiliation } from './affiliation.commands'
import { endAffiliation, leaveUnit } from './affiliation.endings'
import { type Affiliation, affiliationModel } from './affiliation.model'
import { assertMay, traineesVisibleTo, visibleTo } from './affiliation.policy'
import {
  presentAffiliation,
  presentFutureProfile,
  presentProfile,
  presentRequest,
  presentTrainee,
} from './affiliation.presenter'
import { pageOfAffiliations } from './affiliation.search'
import { standingDisputes } from './dispute.queries'
import type { disputeRoutes } from './dispute.routes'
import { saveProfile } from './profile.commands'
import type { Trainee } from './trainee.model'
import {
  type AffiliatedTrainee,
  ownTraineeId,
  pageOfActiveTrainees,
  traineeIdOf,
  traineeOf,
  withTrainees,
} from './trainee.queries'

type AffiliationOperations = Exclude<keyof typeof affiliationContract, keyof ReturnType<typeof disputeRoutes>>

export function affiliationRoutes(deps: Deps): Pick<Handlers<typeof affiliationContract>, AffiliationOperations> {
  const Affiliations = affiliationModel(deps.db)

  const profileOf = async (trainee: Trainee) => {
    const hasPending = await Affiliations.exists({ traineeId: trainee._id, state: 'pending' })
    return presentProfile(deps, trainee, hasPending !== null)
  }

  const presentAll = async (affiliations: readonly Affiliation[]) => {
    const [names, disputes] = await Promise.all([
      organizationNames(
        deps,
        affiliations.map(({ organizationId }) => organizationId),
      ),
      standingDisputes(deps, affiliations),
    ])
    return affiliations.map((affiliation) => {
      const { _id, organizationId } = affiliation
      return presentAffiliation(affiliation, names.get(String(organizationId)) ?? '', disputes.get(String(_id)))
    })
  }

  const present = async (affiliation: Affiliation) => {
    const [view] = await presentAll([affiliation])
    if (!view) throw new Error('an affiliation was not presented')
    return view
  }

  return {
    async profile({ actor, request }) {
      const trainee = await traineeOf(deps, actor)
      if (trainee) return profileOf(trainee)
      return presentFutureProfile(await requirePerson(deps, actor), new Date(request.receivedAt))
    },
    async saveProfile({ body, actor, request }) {
      const person = await requirePerson(deps, actor)
      await traineeOf(deps, actor)
      const trainee = await saveProfile(deps, circumstances(actor, request), person, body)
      return { ...(await profileOf(trainee)), tokenOutdated: actor.traineeId !== String(trainee._id) }
    },
    async trainees({ query, actor }) {
      const visible = await traineesVisibleTo(deps, actor)
      const inUnit = query.organizationId && { organizationId: new Types.ObjectId(query.organizationId) }
      const { data, nextCursor } = await pageOfActiveTrainees(deps, { ...inUnit, ...visible }, query)
      const names = await organizationNames(
        deps,
        data.map(({ affiliation }) => affiliation.organizationId),
      )
      const nameOf = ({ affiliation }: AffiliatedTrainee) => names.get(String(affiliation.organizationId)) ?? ''
      return { data: data.map((row) => presentTrainee(deps, actor, row, nameOf(row))), nextCursor }
    },
    async ask({ body, actor, request }) {
      const trainee = await traineeOf(deps, actor)
      if (!trainee) throw new Problem('profile_incomplete')
      const unit = await findUnit(deps, body)
      if (!unit) throw new Problem('organization_not_found')
      const of = circumstances(actor, request)
      return present(await requestAffiliation(deps, of, trainee, String(unit._id), body))
    },
    async mine({ query, actor }) {
      const traineeId = await traineeIdOf(deps, actor)
      if (!traineeId) return { data: [], nextCursor: null }
      const found = await Affiliations.find({
        traineeId: new Types.ObjectId(traineeId),
        ...afterCursor(query.cursor, { path: '_id', direction: -1 }),
      })
        .sort({ _id: -1 })
        .limit(query.limit + 1)
        .lean<Affiliation[]>()
      const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: String(_id), id: String(_id) }))
      return { data: await presentAll(data), nextCursor }
    },
    async withdraw({ params, actor, request }) {
      const traineeId = await ownTraineeId(deps, actor)
      const given = { affiliationId: params.affiliationId, traineeId }
      return present(await withdrawAffiliation(deps, circumstances(actor, request), given))
    },
    async leave({ params, body, actor, request }) {
      const given = { ...params, reason: body.reason || null, traineeId: await ownTraineeId(deps, actor) }
      return present(await leaveUnit(deps, circumstances(actor, request), given))
    },
    async requests({ query, actor, request }) {
      const direction = query.state === 'pending' ? 1 : -1
      const order = { path: 'askedAt', direction, type: 'date' } as const
      const where = { ...visibleTo(actor), state: query.state }
      const { data, nextCursor } = await pageOfAffiliations(deps, where, query, order)
      const rows = await withTrainees(deps, data)
      return { data: rows.map((row) => presentRequest(deps, actor, row, request.receivedAt)), nextCursor }
    },
    async decide({ body, actor, request }) {
      assertMay(actor, body.decision)
      const of = circumstances(actor, request)
      const { organizationId } = actor.actingAs
      const reason = body.reason || null
      const results = await eachRow(body.ids, (affiliationId) =>
        decideAffiliation(deps, of, { affiliationId, organizationId, decision: body.decision, reason }),
      )
      return { results }
    },
    async end({ params, body, actor, request }) {
      const visible = await Affiliations.exists({ _id: params.affiliationId, ...visibleTo(actor) })
      if (!visible) throw new Problem('not_found')
      assertMay(actor, 'end')
      const ended = await endAffiliation(deps, circumstances(actor, request), {
        affiliationId: params.affiliationId,
        organizationId: actor.actingAs.organizationId,
        reason: body.reason || null,
      })
      return { id: params.affiliationId, state: ended.state, endedAt: (ended.endedAt ?? new Date(0)).toISOString() }
    },
  }
}

async function requirePerson(deps: Deps, actor: PersonActor) {
  const person = await findPerson(deps, actor.accountId)
  if (!person) throw new Problem('real_name_required')
  return person
}

/** Acts on each id once, in the order given; a refusal is that row's result and stops nothing. */
async function eachRow(ids: readonly string[], act: (id: string) => Promise<unknown>): Promise<RowResult[]> {
  const results: RowResult[] = []
  for (const id of new Set(ids)) {
    try {
      await act(id)
      results.push({ id, outcome: 'done' })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      results.push({ id, outcome: 'refused', problem: { code: error.code, title: PROBLEMS[error.code].title } })
    }
  }
  return results
}
