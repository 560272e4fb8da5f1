import { AFFILIATION_LIFECYCLE } from '@jijiao/shared/affiliations'
import { Types, trusted } from 'mongoose'
import { type TodoSource, todoStream } from '../../approvals'
import type { Deps } from '../../deps'
import { decideAffiliation } from './affiliation.commands'
import { type Affiliation, affiliationModel } from './affiliation.model'
import { can, visibleTo } from './affiliation.policy'
import { traineeIdOf, traineesById, withTrainees } from './trainee.queries'

const titleOf = ({ isTransfer }: Affiliation) => (isTransfer ? '申请由其他单位转入本单位' : '申请绑定本单位')

/** Who asks to be bound; to come from another unit ends the binding there. */
export function affiliationTodo(deps: Deps): TodoSource {
  const Affiliations = affiliationModel(deps.db)
  return {
    kind: 'affiliationRequest',
    subjectKind: 'affiliation',
    work: { kinds: ['unit'], grant: AFFILIATION_LIFECYCLE.confirm.by },
    streams(actor) {
      const pending = { ...visibleTo(actor), state: 'pending' as const }
      return {
        conflicts: todoStream(Affiliations, { ...pending, isTransfer: true }, 'askedAt'),
        others: todoStream(Affiliations, { ...pending, isTransfer: false }, 'askedAt'),
      }
    },
    async rows(actor, ids) {
      const found = await Affiliations.find({
        _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }),
        ...visibleTo(actor),
        state: 'pending',
      }).lean<Affiliation[]>()
      return (await withTrainees(deps, found)).map(({ affiliation, trainee }) => ({
        id: String(affiliation._id),
        askedAt: affiliation.askedAt,
        title: titleOf(affiliation),
        asker: trainee.name,
        neededOn: null,
        hasConflict: affiliation.isTransfer,
        version: null,
        link: { page: 'affiliationRequests', params: {} },
        mayDecide: can(actor, 'confirm', affiliation),
      }))
    },
    decide(actor, of, { id: affiliationId, decision, reason }) {
      const { organizationId } = actor.actingAs
      const given = { affiliationId, organizationId, reason }
      return decideAffiliation(deps, of, { ...given, decision: decision === 'approve' ? 'confirm' : 'refuse' })
    },
    async asked(actor, id) {
      const traineeId = actor.actingAs ? null : await traineeIdOf(deps, actor)
      const own =
        traineeId && (await Affiliations.findOne({ _id: id, traineeId, state: 'pending' }).lean<Affiliation>())
      if (!own) return null
      const trainee = (await traineesById(deps, [own.traineeId])).get(String(own.traineeId))
      return {
        title: titleOf(own),
        asker: trainee?.name ?? '',
        askedAt: own.askedAt,
        deciderId: own.organizationId,
      }
    },
  }
}
