import { escapeForPattern, normalizeSearchText } from '@jijiao/shared/text'
import { Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'

const RESIDENT_ID = /^\d{17}[\dx]$/

/**
 * Finds people by what was typed: part of a name, the beginning of its pinyin or initials, or a whole ID number. For
 * documents that carry `nameKeys` and `residentIdIndex`; `{}` when nothing was typed.
 */
export function matchPerson(deps: Pick<Deps, 'vault'>, typed: string | undefined) {
  const text = normalizeSearchText(typed ?? '')
  if (text === '') return {}
  if (RESIDENT_ID.test(text)) return { residentIdIndex: deps.vault.blindIndex('residentId', text.toUpperCase()) }
  const key = escapeForPattern(text.replace(/[\s\p{P}]/gu, ''))
  // Nobody is called by punctuation alone.
  if (key === '') return { _id: trusted({ $in: [] as Types.ObjectId[] }) }
  return {
    $or: [
      { 'nameKeys.full': trusted({ $regex: key }) },
      { 'nameKeys.pinyin': trusted({ $regex: `^${key}` }) },
      { 'nameKeys.initials': trusted({ $regex: `^${key}` }) },
    ],
  }
}
