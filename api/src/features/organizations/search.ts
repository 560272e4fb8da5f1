import { escapeForPattern, normalizeSearchText } from '@jijiao/shared/text'
import { nameKeys, syllablesOf } from '@jijiao/shared/text/pinyin'
import type { Connection } from 'mongoose'
import { type Organization, organizationModel } from './organization.model'

const LONGEST_KEY = 60
const MOST_FOUND = 20

const fold = (text: string) => normalizeSearchText(text).replace(/[\s\p{P}]/gu, '')

/**
 * Each place in a name where a search may begin, as characters, pinyin and initials: a part of the name is then the
 * beginning of a key, which an index finds. 东莞理工 → 东莞理工, dongguanligong, dglg, 莞理工, guanligong, glg, …
 */
export function searchKeysOf(names: readonly string[]): string[] {
  const keys = new Set<string>()
  const add = (key: string) => keys.add([...key].slice(0, LONGEST_KEY).join(''))
  for (const name of names.map(fold)) {
    const characters = [...name]
    const syllables = syllablesOf(name)
    for (let start = 0; start < characters.length; start += 1) {
      add(characters.slice(start).join(''))
      add(syllables.slice(start).join(''))
      add(syllables.slice(start).map(initialOf).join(''))
    }
    // A place that begins like a surname may be read like one: 单县 is shan xian.
    const { pinyin, initials } = nameKeys(name)
    add(pinyin)
    add(initials)
  }
  keys.delete('')
  return [...keys]
}

const initialOf = (syllable: string) => [...syllable][0] ?? ''

/** Exact code or name first, then by name; at most 20, since who sees more types more. */
export async function searchOrganizations(db: Connection, text: string): Promise<Organization[]> {
  const Organization = organizationModel(db)
  const folded = fold(text)
  // A duplicate that was merged is found as the unit it was merged into, by its old name or code.
  const here = { mergedInto: null }
  const code = text.replace(/\s/g, '').toUpperCase()
  const exact = await Promise.all([
    Organization.find({ code, ...here }, { searchKeys: 0 }).lean<Organization[]>(),
    Organization.find({ name: text, ...here }, { searchKeys: 0 })
      .limit(MOST_FOUND)
      .lean<Organization[]>(),
  ])
  const partial = folded
    ? await Organization.find({ searchKeys: new RegExp(`^${escapeForPattern(folded)}`), ...here }, { searchKeys: 0 })
        .sort({ name: 1, _id: 1 })
        .limit(MOST_FOUND)
        .lean<Organization[]>()
    : []
  const pointed = await mergedUnder(db, code)
  const found = new Map(
    [...exact.flat(), ...pointed, ...partial].map((organization) => [String(organization._id), organization]),
  )
  return [...found.values()].slice(0, MOST_FOUND)
}

async function mergedUnder(db: Connection, code: string): Promise<Organization[]> {
  const merged = await organizationModel(db)
    .findOne({ code }, { mergedInto: 1 })
    .lean<Pick<Organization, 'mergedInto'> | null>()
  if (!merged?.mergedInto) return []
  return organizationModel(db).find({ _id: merged.mergedInto.organizationId }, { searchKeys: 0 }).lean<Organization[]>()
}
