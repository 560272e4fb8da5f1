import { DATA_NOTES, DATA_REQUEST_KIND_LABELS } from '@jijiao/shared/my-data'
import { Types, trusted } from 'mongoose'
import { type TodoSource, todoStream } from '../../approvals'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { traineesById } from '../affiliations'
import { decideRequest } from './data-request.commands'
import { type DataRequest, dataRequestModel } from './data-request.model'
import { abilitiesOf, assertMayDecide, DECIDING, visibleTo } from './data-request.policy'
import { findVisibleRequest } from './data-request.queries'

const titleOf = ({ kind, dataKind }: DataRequest) =>
  `申请${DATA_REQUEST_KIND_LABELS[kind]}${dataKind ? DATA_NOTES[dataKind].label : '个人信息'}`

const waitingFor = (actor: OperatorActor) => ({ ...visibleTo(actor), state: 'submitted' as const })

/** Requests of persons about their data; refusing one needs its own page, where the legal ground is asked for. */
export function dataRequestTodo(deps: Deps): TodoSource {
  const Requests = dataRequestModel(deps.db)
  const namesOf = (requests: readonly DataRequest[]) =>
    traineesById(
      deps,
      requests.flatMap(({ traineeId }) => traineeId ?? []),
    )
  return {
    kind: 'dataRequest',
    subjectKind: 'dataRequest',
    work: DECIDING,
    streams: (actor) => ({ others: todoStream(Requests, waitingFor(actor), 'submittedAt') }),
    async rows(actor, ids) {
      const wanted = { _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) }
      const found = await Requests.find({ ...wanted, ...waitingFor(actor) }).lean<DataRequest[]>()
      const trainees = await namesOf(found)
      return found.map((request) => ({
        id: String(request._id),
        askedAt: request.submittedAt,
        title: titleOf(request),
        asker: trainees.get(String(request.traineeId))?.name ?? '',
        neededOn: null,
        hasConflict: false,
        version: request.version,
        link: { page: 'dataRequest', params: { dataRequestId: String(request._id) } },
        mayDecide: abilitiesOf(actor, request).grant,
      }))
    },
    async decide(actor, of, { id, reason, version }) {
      const request = await findVisibleRequest(deps, actor, id)
      assertMayDecide(actor, request)
      return decideRequest(deps, of, request, { decision: 'grant', ground: null, opinion: reason, version })
    },
    async asked(actor, id) {
      if (actor.actingAs) return null
      const request = await Requests.findOne({
        _id: id,
        accountId: actor.accountId,
        state: 'submitted',
      }).lean<DataRequest | null>()
      if (!request?.deciderId) return null
      const asker = (await namesOf([request])).get(String(request.traineeId))?.name ?? ''
      return { title: titleOf(request), asker, askedAt: request.submittedAt, deciderId: request.deciderId }
    },
  }
}
