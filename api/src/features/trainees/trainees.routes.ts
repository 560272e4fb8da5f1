import type { TraineeProfileView } from '@jijiao/shared/trainees'
import type { traineeContract } from '@jijiao/shared/trainees/contract'
import { circumstances } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import {
  type AffiliatedTrainee,
  affiliatedTrainee,
  assertUnrestricted,
  presentContent,
  presentTrainee,
  TRAINEE_MAINTENANCE,
  traineeIdOf,
  traineesVisibleTo,
} from '../affiliations'
import { findUnit, organizationNames } from '../organizations'
import { reveal } from './reveal.command'
import { addTrainee, editTrainee } from './trainee.commands'
import { pageOfChanges, pageOfReveals } from './trainee.queries'

export function traineeRoutes(deps: Deps): Handlers<typeof traineeContract> {
  async function findVisible(actor: OperatorActor, traineeId: string): Promise<AffiliatedTrainee> {
    const found = await affiliatedTrainee(deps, traineeId, await traineesVisibleTo(deps, actor))
    if (!found) throw new Problem('not_found')
    return found
  }

  async function present(actor: OperatorActor, row: AffiliatedTrainee): Promise<TraineeProfileView> {
    const { organizationId } = row.affiliation
    const names = await organizationNames(deps, [organizationId])
    const line = presentTrainee(deps, actor, row, names.get(String(organizationId)) ?? '')
    const { id, affiliationId, organization, affiliatedAt, abilities } = line
    const isRealName = row.trainee.accountId !== null
    return {
      id,
      affiliationId,
      organization,
      ...presentContent(deps, row.trainee),
      isRealName,
      affiliatedAt,
      abilities,
    }
  }

  return {
    async add({ body, actor, request }) {
      assertMayDo(actor, TRAINEE_MAINTENANCE)
      const unit = await findUnit(deps, { organizationId: actor.actingAs.organizationId })
      if (!unit) throw new Problem('not_allowed')
      if (!unit._id.equals(actor.actingAs.organizationId)) throw new Problem('organization_merged')
      return present(actor, await addTrainee(deps, circumstances(actor, request), unit, body))
    },
    view: async ({ params, actor }) => present(actor, await findVisible(actor, params.traineeId)),
    async edit({ params, body, actor, request }) {
      const { affiliation, trainee } = await findVisible(actor, params.traineeId)
      assertMayDo(actor, TRAINEE_MAINTENANCE)
      assertUnrestricted(trainee)
      const edited = await editTrainee(deps, circumstances(actor, request), trainee, body)
      return present(actor, { affiliation, trainee: edited })
    },
    async changes({ params, query, actor }) {
      await findVisible(actor, params.traineeId)
      return pageOfChanges(deps, params.traineeId, query, actor.actingAs)
    },
    async reveal({ params, body, actor, request }) {
      const { trainee } = await findVisible(actor, params.traineeId)
      assertMayDo(actor, TRAINEE_MAINTENANCE)
      assertUnrestricted(trainee)
      return { value: await reveal(deps, circumstances(actor, request), trainee, body) }
    },
    async myChanges({ query, actor }) {
      const traineeId = await traineeIdOf(deps, actor)
      return traineeId ? pageOfChanges(deps, traineeId, query, 'person') : NOTHING
    },
    async myReveals({ query, actor }) {
      const traineeId = await traineeIdOf(deps, actor)
      return traineeId ? pageOfReveals(deps, traineeId, query) : NOTHING
    },
  }
}

const NOTHING = { data: [], nextCursor: null }
