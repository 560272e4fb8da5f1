import type { AffiliationView } from '@jijiao/shared/affiliations'
import { api, type RemotePages, useRemotePages } from '../../api'

/** My requests to units and their answers, newest first. */
export function useMyAffiliations(): RemotePages<AffiliationView> {
  return useRemotePages('my-affiliations', (cursor) => api.affiliations.mine({ query: { cursor } }))
}

export type UnitBinding = {
  readonly active: AffiliationView | undefined
  readonly pending: AffiliationView | undefined
  /** The last word of a unit, as long as nothing newer stands: a refusal, or the end of a binding. */
  readonly answer: AffiliationView | undefined
}

/** Where a person stands, out of all requests, newest first. */
export function bindingOf(affiliations: readonly AffiliationView[]): UnitBinding {
  const active = affiliations.find(({ state }) => state === 'active')
  const pending = affiliations.find(({ state }) => state === 'pending')
  const newest = affiliations.find(({ state }) => state !== 'withdrawn')
  const hasAnswer = newest?.state === 'refused' || newest?.state === 'ended'
  return { active, pending, answer: hasAnswer ? newest : undefined }
}
