import type { TraineeProfileView } from '@jijiao/shared/trainees'
import { api, type Remote, useRemote } from '../../api'

/** The whole profile of one trainee; without an id nothing is loaded. */
export function useTrainee(traineeId: string): Remote<TraineeProfileView> {
  return useRemote(traineeId ? `trainee:${traineeId}` : null, () => api.trainees.view({ params: { traineeId } }))
}
