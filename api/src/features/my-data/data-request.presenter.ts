import { DATA_NOTES, type DataRequestView, type MyDataRequestView, mayMoveDataRequest } from '@jijiao/shared/my-data'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { presentPerson, traineesById } from '../affiliations'
import { organizationNames } from '../organizations'
import type { DataRequest } from './data-request.model'
import { abilitiesOf } from './data-request.policy'

/** What granting it leads to. */
export const disposalOf = ({ kind, dataKind }: Pick<DataRequest, 'kind' | 'dataKind'>) => {
  if (kind === 'restriction') return 'kept'
  return kind === 'deletion' && dataKind ? DATA_NOTES[dataKind].disposal : null
}

type Names = ReadonlyMap<string, string>

const presentFields = (request: DataRequest, names: Names) => ({
  id: String(request._id),
  kind: request.kind,
  dataKind: request.dataKind,
  text: request.text,
  state: request.state,
  decider: request.deciderId && {
    id: String(request.deciderId),
    name: names.get(String(request.deciderId)) ?? '',
  },
  submittedAt: request.submittedAt.toISOString(),
  decidedAt: request.decidedAt?.toISOString() ?? null,
  ground: request.ground,
  opinion: request.opinion,
  disposal: request.disposal ?? disposalOf(request),
  version: request.version,
})

const namesOf = (deps: Deps, requests: readonly DataRequest[]) =>
  organizationNames(
    deps,
    requests.flatMap(({ deciderId }) => deciderId ?? []),
  )

export async function presentMine(deps: Deps, requests: readonly DataRequest[]): Promise<MyDataRequestView[]> {
  const names = await namesOf(deps, requests)
  return requests.map((request) => ({
    ...presentFields(request, names),
    abilities: { withdraw: request.isStanding === true && mayMoveDataRequest('withdraw', request.state) },
  }))
}

export async function presentRequests(
  deps: Deps,
  actor: OperatorActor,
  requests: readonly DataRequest[],
): Promise<DataRequestView[]> {
  const [names, trainees] = await Promise.all([
    namesOf(deps, requests),
    traineesById(
      deps,
      requests.flatMap(({ traineeId }) => traineeId ?? []),
    ),
  ])
  return requests.map((request) => {
    const trainee = trainees.get(String(request.traineeId))
    const { name, residentId } = trainee ? presentPerson(deps, trainee) : { name: '', residentId: '' }
    return { ...presentFields(request, names), person: { name, residentId }, abilities: abilitiesOf(actor, request) }
  })
}
