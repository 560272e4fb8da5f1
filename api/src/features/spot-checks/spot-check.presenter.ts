import type { SpotCheckSummary, SpotCheckView } from '@jijiao/shared/spot-checks'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { presentPerson, traineesById } from '../affiliations'
import type { SpotCheck } from './spot-check.model'
import { mayCheck } from './spot-check.policy'

export const presentSummary = (spotCheck: SpotCheck): SpotCheckSummary => ({
  id: String(spotCheck._id),
  classId: String(spotCheck.classId),
  className: spotCheck.className,
  sessionId: spotCheck.sessionId && String(spotCheck.sessionId),
  drawnAt: spotCheck.drawnAt.toISOString(),
  populationSize: spotCheck.populationSize,
  sampleSize: spotCheck.items.length,
  checkedCount: spotCheck.items.filter(({ finding }) => finding !== null).length,
  differingCount: spotCheck.items.filter(({ finding }) => finding === 'differs').length,
})

export async function presentSpotCheck(deps: Deps, actor: OperatorActor, spotCheck: SpotCheck): Promise<SpotCheckView> {
  const ids = spotCheck.items.map(({ traineeId }) => traineeId)
  const trainees = await traineesById(deps, ids)
  return {
    ...presentSummary(spotCheck),
    seed: spotCheck.seed,
    version: spotCheck.version,
    items: spotCheck.items.map((item) => {
      const trainee = trainees.get(String(item.traineeId))
      if (!trainee) throw new Error(`a trainee of spot check ${spotCheck._id} is gone`)
      const { name, residentId, phone } = presentPerson(deps, trainee)
      return {
        traineeId: String(item.traineeId),
        name,
        residentId,
        phone,
        markState: item.markState,
        finding: item.finding,
        remark: item.remark,
        checkedAt: item.checkedAt?.toISOString() ?? null,
      }
    }),
    abilities: { record: mayCheck(actor) },
  }
}
