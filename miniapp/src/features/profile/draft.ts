import { readStored, removeStored, store } from '../../platform/storage'
import type { ProfileValues } from './values'

const NAME = 'profile-draft'

type Draft = { readonly accountId: string; readonly changes: Partial<ProfileValues> }

/**
 * What was typed and not saved yet: only the changed fields, so that what was saved elsewhere in the meantime is
 * neither lost nor overwritten. One person's draft is never shown to another.
 */
export function readDraft(accountId: string): Partial<ProfileValues> {
  const draft = readStored<Draft>(NAME)
  return draft?.accountId === accountId ? draft.changes : {}
}

export function keepDraft(accountId: string, changes: Partial<ProfileValues>): void {
  if (Object.keys(changes).length > 0) store(NAME, { accountId, changes } satisfies Draft)
  else dropDraft(accountId)
}

export function dropDraft(accountId: string): void {
  if (readStored<Draft>(NAME)?.accountId === accountId) removeStored(NAME)
}
