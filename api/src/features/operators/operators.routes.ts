import { checkResidentId, maskResidentId, RESIDENT_ID_MESSAGES } from '@jijiao/shared/identifiers'
import type { operatorContract } from '@jijiao/shared/operators/contract'
import { operatorStateAt } from '@jijiao/shared/organizations'
import { circumstances } from '../../audit'
import type { UnitAccountActor } from '../../auth/actor'
import { attemptKey, createAttempts } from '../../auth/attempts'
import type { Deps } from '../../deps'
import type { Handlers, RequestInfo } from '../../http/call'
import { Problem, tooManyRequests } from '../../http/problem'
import { accountNames, findAccountByIdentity } from '../accounts'
import { cancelOperator, changeGrants, inviteOperator, type Operator, operatorModel } from '../organizations'
import { operatorView } from './operators.presenter'
import { pageOfOperators } from './operators.queries'

/** Enough for a unit's colleagues, too few for trying out ID numbers. */
const FIND_LIMIT = { limit: 30, windowMs: 60 * 60 * 1_000 }

type Identity = { readonly name: string; readonly userName: string; readonly residentId: string }

export function operatorRoutes(deps: Deps): Handlers<typeof operatorContract> {
  async function findPerson(identity: Identity, { unitAccountOf }: UnitAccountActor, request: RequestInfo) {
    const check = checkResidentId(identity.residentId, { on: new Date(request.receivedAt) })
    if (!check.ok) {
      const errors = [{ pointer: '#/residentId', detail: RESIDENT_ID_MESSAGES[check.problem] }]
      throw new Problem('invalid_input', { errors })
    }
    const attempt = await createAttempts(deps).take(attemptKey('find-operator', unitAccountOf), FIND_LIMIT)
    if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds)
    const account = await findAccountByIdentity(deps, { userName: identity.userName, residentId: check.value })
    return account?.name === identity.name ? { account, residentId: check.value } : null
  }

  async function present(operator: Operator, request: RequestInfo) {
    const names = await accountNames(deps, [operator.accountId])
    return operatorView(operator, names.get(String(operator.accountId)), request.receivedAt)
  }

  return {
    async find({ body, actor, request }) {
      const person = await findPerson(body, actor, request)
      if (!person) return { candidate: null }
      const { account, residentId } = person
      const bound = await operatorModel(deps.db)
        .findOne({ organizationId: actor.unitAccountOf, accountId: account._id, isOpen: true })
        .lean<Operator | null>()
      const state = bound && operatorStateAt(bound, request.receivedAt)
      return {
        candidate: {
          userName: account.userName,
          name: body.name,
          residentId: maskResidentId(residentId),
          state,
          abilities: { invite: state === null || state === 'lapsed' },
        },
      }
    },
    async invite({ body, actor, request }) {
      const person = await findPerson(body, actor, request)
      if (!person) throw new Problem('person_not_found')
      const { unitAccountOf: organizationId } = actor
      const { account } = person
      const invited = { organizationId, accountId: String(account._id), name: body.name, grants: body.grants }
      return present(await inviteOperator(deps, circumstances(actor, request), invited), request)
    },
    async list({ query, actor, request }) {
      const { data, names, nextCursor } = await pageOfOperators(deps, actor.unitAccountOf, query, request.receivedAt)
      return {
        data: data.map((each) => operatorView(each, names.get(String(each.accountId)), request.receivedAt)),
        nextCursor,
      }
    },
    async changeGrants({ params, body, actor, request }) {
      const given = { operatorId: params.operatorId, organizationId: actor.unitAccountOf, grants: body.grants }
      return present(await changeGrants(deps, circumstances(actor, request), given), request)
    },
    async cancel({ params, body, actor, request }) {
      const { operatorId } = params
      const given = { operatorId, organizationId: actor.unitAccountOf, reason: body.reason || null }
      return present(await cancelOperator(deps, circumstances(actor, request), given), request)
    },
  }
}
