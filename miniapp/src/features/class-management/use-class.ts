import type { ClassView } from '@jijiao/shared/classes'
import { api, type Remote, useRemote } from '../../api'

/** One class of the unit. */
export function useClass(classId: string): Remote<ClassView> {
  return useRemote(`class:${classId}`, () => api.classes.get({ params: { classId } }))
}
