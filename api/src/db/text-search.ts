import { escapeForPattern, normalizeSearchText } from '@jijiao/shared/text'
import { syllablesOf } from '@jijiao/shared/text/pinyin'
import { type Types, trusted } from 'mongoose'

const fold = (text: string) => normalizeSearchText(text).replace(/[\s\p{P}]/gu, '')

/** What titles are found by, stored beside them: characters, pinyin and initials, a line each. */
export const searchTextOf = (...titles: readonly string[]): string =>
  titles
    .flatMap((title) => {
      const syllables = syllablesOf(fold(title))
      return [fold(title), syllables.join(''), syllables.map((syllable) => [...syllable][0] ?? '').join('')]
    })
    .join('\n')

/** Part of a title, its pinyin or its initials; `{}` when nothing was typed. For a field filled by `searchTextOf`. */
export function matchText(path: string, typed: string | undefined) {
  if (normalizeSearchText(typed ?? '') === '') return {}
  const key = escapeForPattern(fold(typed ?? ''))
  // Nothing is called by punctuation alone.
  return key === '' ? { _id: trusted({ $in: [] as Types.ObjectId[] }) } : { [path]: trusted({ $regex: key }) }
}
