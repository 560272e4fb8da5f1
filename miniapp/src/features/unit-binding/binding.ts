import type { AffiliationView } from '@jijiao/shared/affiliations'

type UnitBinding = {
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
