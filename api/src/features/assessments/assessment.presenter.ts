import type { ResultView } from '@jijiao/shared/assessments'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { presentPerson, type Trainee } from '../affiliations'
import { type Enrollment, mayOperate, presentAssessment, type TrainingClass } from '../classes'

export const presentResult = (
  deps: Pick<Deps, 'vault'>,
  actor: OperatorActor,
  trainingClass: TrainingClass,
  { trainee, enrollment }: { readonly trainee: Trainee; readonly enrollment: Enrollment },
): ResultView => ({
  traineeId: String(enrollment.traineeId),
  ...presentPerson(deps, trainee),
  version: enrollment.assessment?.version ?? 0,
  assessment: enrollment.assessment && presentAssessment(enrollment.assessment),
  abilities: { enter: mayOperate(actor) && trainingClass.state === 'open' },
})
