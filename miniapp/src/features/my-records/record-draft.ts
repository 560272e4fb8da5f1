import { readStored, removeStored, store } from '../../platform/storage'
import type { RecordValues } from './record-values'

const NAME = 'record-draft'

type Draft = { readonly accountId: string; readonly of: string; readonly values: RecordValues }

/** What was typed and not saved yet, of a new record or of one that is being changed; another person never sees it. */
export function readDraft(accountId: string, of: string): RecordValues | null {
  const draft = readStored<Draft>(NAME)
  return draft?.accountId === accountId && draft.of === of ? draft.values : null
}

export function keepDraft(accountId: string, of: string, values: RecordValues): void {
  store(NAME, { accountId, of, values } satisfies Draft)
}

export function dropDraft(): void {
  removeStored(NAME)
}
