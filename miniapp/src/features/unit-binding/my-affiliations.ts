import type { AffiliationView } from '@jijiao/shared/affiliations'
import { api, type RemotePages, useRemotePages } from '../../api'

/** My requests to units and their answers, newest first. */
export function useMyAffiliations(): RemotePages<AffiliationView> {
  return useRemotePages('my-affiliations', (cursor) => api.affiliations.mine({ query: { cursor } }), { isKept: true })
}
