import { Types, trusted } from 'mongoose'
import { type TodoSource, todoStream } from '../../approvals'
import { mayDo } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { hrAuthorityAround, organizationNames, regionOf } from '../organizations'
import { DISPUTE_OBJECTION } from './affiliation.policy'
import { decideDisputeAs } from './dispute.deciding'
import { type Dispute, disputeModel } from './dispute.model'
import { disputeAbilities } from './dispute.policy'
import { traineeIdOf, traineesById } from './trainee.queries'

const TITLES: Readonly<Record<Dispute['kind'], string>> = {
  binding: '对单位添加本人提出异议',
  transfer: '对人员更换单位提出异议',
}
const isWithAuthority = ({ actingAs }: OperatorActor) => actingAs.kind === 'hrAuthority'
const askedAt = ({ escalatedAt, openedAt }: Dispute) => escalatedAt ?? openedAt

/** Disputes speak against a binding that stands: the unit answers first, the HR authority what was escalated. */
export function disputeTodo(deps: Deps): TodoSource {
  const Disputes = disputeModel(deps.db)
  const onDeskOf = async (actor: OperatorActor) => {
    const { organizationId } = actor.actingAs
    if (isWithAuthority(actor))
      return { regionCodes: await regionOf(deps, organizationId), state: 'escalated' as const }
    return { holderId: new Types.ObjectId(organizationId), kind: 'binding' as const, state: 'open' as const }
  }
  return {
    kind: 'dispute',
    subjectKind: 'dispute',
    work: { kinds: ['unit', 'hrAuthority'], grant: 'decide' },
    async streams(actor) {
      const path = isWithAuthority(actor) ? 'escalatedAt' : 'openedAt'
      return { conflicts: todoStream(Disputes, await onDeskOf(actor), path) }
    },
    async rows(actor, ids) {
      const wanted = { _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) }
      const found = await Disputes.find({ ...wanted, ...(await onDeskOf(actor)) }).lean<Dispute[]>()
      const [trainees, units] = await Promise.all([
        traineesById(
          deps,
          found.map(({ traineeId }) => traineeId),
        ),
        organizationNames(
          deps,
          found.map(({ holderId }) => holderId),
        ),
      ])
      return found.map((dispute) => {
        const trainee = trainees.get(String(dispute.traineeId))
        const traineeAccountId = trainee?.accountId ? String(trainee.accountId) : null
        const asker = dispute.kind === 'binding' ? trainee?.name : units.get(String(dispute.holderId))
        return {
          id: String(dispute._id),
          askedAt: askedAt(dispute),
          title: TITLES[dispute.kind],
          asker: asker ?? '',
          neededOn: null,
          hasConflict: true,
          version: null,
          link: { page: 'disputes', params: { disputeId: String(dispute._id) } },
          mayDecide: disputeAbilities(dispute, { actor, traineeAccountId, at: deps.clock.now() }).uphold,
        }
      })
    },
    async decide(actor, of, { id: disputeId, decision, reason }) {
      const given = { disputeId, decision: decision === 'approve' ? 'uphold' : 'dismiss', opinion: reason } as const
      return decideDisputeAs(deps, actor, of, given)
    },
    async asked(actor, id) {
      const { actingAs } = actor
      if (actingAs && !mayDo(actor, DISPUTE_OBJECTION)) return null
      const traineeId = actingAs ? null : await traineeIdOf(deps, actor)
      const own = actingAs
        ? { kind: 'transfer' as const, holderId: actingAs.organizationId }
        : { kind: 'binding' as const, traineeId }
      if (!actingAs && traineeId === null) return null
      const dispute = await Disputes.findOne({
        _id: id,
        ...own,
        state: trusted({ $in: ['open', 'escalated'] }),
      }).lean<Dispute | null>()
      if (!dispute) return null
      const trainee = (await traineesById(deps, [dispute.traineeId])).get(String(dispute.traineeId))
      const units = await organizationNames(deps, [dispute.holderId])
      // Any HR authority around may decide what is escalated; the nearest one is reminded.
      const deciderId =
        dispute.state === 'open' ? dispute.holderId : (await hrAuthorityAround(deps, dispute.regionCodes))?._id
      if (!deciderId) return null
      const asker = dispute.kind === 'binding' ? trainee?.name : units.get(String(dispute.holderId))
      return { title: TITLES[dispute.kind], asker: asker ?? '', askedAt: askedAt(dispute), deciderId }
    },
  }
}
