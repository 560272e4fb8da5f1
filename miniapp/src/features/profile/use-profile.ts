import type { ProfileView } from '@jijiao/shared/affiliations'
import { api, type Remote, useRemote } from '../../api'

/** My professional profile; before the first save, what is known from the real-name check. */
export function useProfile(): Remote<ProfileView> {
  return useRemote('profile', () => api.affiliations.profile(), { isKept: true })
}
