import type { DishonestyAction, DishonestyLine } from '@jijiao/shared/dishonesty'
import type { dishonestyContract } from '@jijiao/shared/dishonesty/contract'
import { circumstances } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import type { OperatorActor, PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers, RequestInfo } from '../../http/call'
import { Problem } from '../../http/problem'
import { traineeIdOf } from '../affiliations'
import { moveDishonesty, recordDishonesty, replyToDishonesty } from './record.commands'
import { filesOf } from './record.files'
import type { DishonestyRecord } from './record.model'
import {
  findVisible,
  mayMove,
  mayReplyFor,
  operatorAbilities,
  personAbilities,
  RECORDING,
  visibleTo,
  visibleToPerson,
} from './record.policy'
import { presentLine, presentRecord } from './record.presenter'
import { pageOfDishonesty } from './record.queries'

export function dishonestyRoutes(deps: Deps): Handlers<typeof dishonestyContract> {
  type Move = {
    readonly params: { recordId: string }
    readonly body: { readonly version: number; readonly reason?: string }
    readonly actor: OperatorActor
    readonly request: RequestInfo
  }
  const move =
    (action: DishonestyAction) =>
    async ({ params, body, actor, request }: Move) => {
      const record = await findVisible(deps, params.recordId, visibleTo(actor))
      if (!mayMove(actor, record, action)) throw new Problem('not_allowed')
      const moved = await moveDishonesty(deps, circumstances(actor, request), record, { action, ...body })
      return view(moved, operatorAbilities(actor, moved))
    }
  const view = async (record: DishonestyRecord, abilities: DishonestyLine['abilities']) =>
    presentRecord(record, abilities, await filesOf(deps, record))
  const ownOf = async (actor: PersonActor, recordId: string) => {
    const traineeId = await traineeIdOf(deps, actor)
    if (traineeId === null) throw new Problem('not_found')
    return findVisible(deps, recordId, visibleToPerson(traineeId))
  }

  return {
    async list({ query, actor }) {
      const { data, nextCursor } = await pageOfDishonesty(deps, visibleTo(actor), query)
      return { data: data.map((record) => presentLine(record, operatorAbilities(actor, record))), nextCursor }
    },
    async record({ body, actor, request }) {
      assertMayDo(actor, RECORDING[body.subjectKind])
      const given = { ...body, by: actor.actingAs.organizationId }
      const record = await recordDishonesty(deps, circumstances(actor, request), given)
      return view(record, operatorAbilities(actor, record))
    },
    async mine({ query, actor }) {
      const traineeId = await traineeIdOf(deps, actor)
      if (traineeId === null) return { data: [], nextCursor: null }
      const { data, nextCursor } = await pageOfDishonesty(deps, visibleToPerson(traineeId), query)
      return { data: data.map((record) => presentLine(record, personAbilities(record))), nextCursor }
    },
    async mineOne({ params, actor }) {
      const record = await ownOf(actor, params.recordId)
      return view(record, personAbilities(record))
    },
    async replyAsPerson({ params, body, actor, request }) {
      const record = await ownOf(actor, params.recordId)
      const replied = await replyToDishonesty(deps, circumstances(actor, request), record, body)
      return view(replied, personAbilities(replied))
    },
    async get({ params, actor }) {
      const record = await findVisible(deps, params.recordId, visibleTo(actor))
      return view(record, operatorAbilities(actor, record))
    },
    notify: move('notify'),
    enforce: move('enforce'),
    revoke: move('revoke'),
    expire: move('expire'),
    async reply({ params, body, actor, request }) {
      const record = await findVisible(deps, params.recordId, visibleTo(actor))
      if (!mayReplyFor(actor, record)) throw new Problem('not_allowed')
      const replied = await replyToDishonesty(deps, circumstances(actor, request), record, body)
      return view(replied, operatorAbilities(actor, replied))
    },
  }
}
