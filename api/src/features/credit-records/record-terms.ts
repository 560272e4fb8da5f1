import { courseKeyOf } from '@jijiao/shared/credit-records'
import { escapeForPattern } from '@jijiao/shared/text'
import { Schema } from 'mongoose'
import { defineModel } from '../../db/model'
import type { Deps } from '../../deps'
import { searchKeysOf } from '../organizations'

/** A course or provider that some record names. */
type RecordTerm = {
  /** `course:` or `provider:` and its key. */
  _id: string
  kind: 'course' | 'provider'
  key: string
  searchKeys: string[]
}

/**
 * The names that records bear, each once. A search looks here first and then for records by whole keys, so that a part
 * of a name is found among a million records without walking past them.
 */
export const recordTermModel = defineModel(
  'RecordTerm',
  new Schema<RecordTerm>(
    {
      _id: { type: String, required: true },
      kind: { type: String, required: true },
      key: { type: String, required: true },
      searchKeys: { type: [String], required: true },
    },
    { collection: 'recordTerms', versionKey: false },
  ).index({ kind: 1, searchKeys: 1 }),
)

const MOST_KEYS = 100

/** Remembers names before records bear them; a name that no record bears in the end does no harm. */
export async function rememberTerms(
  deps: Pick<Deps, 'db'>,
  { courseName, providerName }: { readonly courseName: string; readonly providerName: string },
): Promise<void> {
  const terms = [
    { kind: 'course' as const, name: courseName },
    { kind: 'provider' as const, name: providerName },
  ]
  await recordTermModel(deps.db).bulkWrite(
    terms.map(({ kind, name }) => {
      const key = courseKeyOf(name)
      const term = { kind, key, searchKeys: searchKeysOf([name]) }
      return { updateOne: { filter: { _id: `${kind}:${key}` }, update: { $setOnInsert: term }, upsert: true } }
    }),
  )
}

/** The keys of names that have the typed text, its pinyin or initials; `undefined` when nothing was typed. */
export async function keysFor(
  deps: Pick<Deps, 'db'>,
  kind: RecordTerm['kind'],
  typed: string | undefined,
): Promise<string[] | undefined> {
  if (!typed) return undefined
  const folded = courseKeyOf(typed)
  if (folded === '') return []
  const found = await recordTermModel(deps.db)
    .find({ kind, searchKeys: new RegExp(`^${escapeForPattern(folded)}`) }, { key: 1 })
    .limit(MOST_KEYS)
    .lean<Pick<RecordTerm, 'key'>[]>()
  return found.map(({ key }) => key)
}
