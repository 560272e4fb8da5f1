import { escapeForPattern, normalizeSearchText } from '@jijiao/shared/text'
import { type QueryFilter, trusted } from 'mongoose'
import { afterCursor, cutPage, type Order, type PageQuery, positionIn, sortIn } from '../../db/keyset'
import type { Deps } from '../../deps'
import { type Affiliation, affiliationModel } from './affiliation.model'
import type { Trainee } from './trainee.model'

const LONGEST_KEY = 4
const RESIDENT_ID = /^\d{17}[\dx]$/
const PHONE = /^1\d{10}$/
const LATIN = /^[a-z]+$/

type Condition = QueryFilter<Affiliation>

const firstOf = (text: string, length: number) => [...text].slice(0, length).join('')

/**
 * What an affiliation is found by, as whole keys: each part of the name of up to four characters, the beginnings of its
 * initials, and the blind indexes of ID number and phone. A key that is equal leaves an index in the order of the
 * pinyin, so that 张 and 张三丰 cost the same among 100,000; a pattern would walk past everybody else.
 */
export function searchKeysOf(of: Pick<Trainee, 'nameKeys' | 'residentIdIndex' | 'phoneIndex'>): string[] {
  const keys = new Set([`#${of.residentIdIndex}`])
  if (of.phoneIndex) keys.add(`#${of.phoneIndex}`)
  const characters = [...of.nameKeys.full]
  for (let start = 0; start < characters.length; start += 1) {
    for (let length = 1; length <= LONGEST_KEY && start + length <= characters.length; length += 1) {
      keys.add(characters.slice(start, start + length).join(''))
    }
  }
  for (let length = 1; length <= LONGEST_KEY; length += 1) keys.add(firstOf(of.nameKeys.initials, length))
  return [...keys]
}

/** The parts whose union is what was typed: a name, pinyin, initials, or a whole ID number or phone. */
function searchBranches({ vault }: Pick<Deps, 'vault'>, typed: string | undefined): readonly Condition[] {
  const text = normalizeSearchText(typed ?? '')
  if (text === '') return [{}]
  if (RESIDENT_ID.test(text)) return [{ searchKeys: `#${vault.blindIndex('residentId', text.toUpperCase())}` }]
  if (PHONE.test(text)) return [{ searchKeys: `#${vault.blindIndex('phone', text)}` }]
  const key = text.replace(/[\s\p{P}]/gu, '')
  // Nobody is called by punctuation alone.
  if (key === '') return []
  const pattern = escapeForPattern(key)
  const named: Condition = {
    searchKeys: firstOf(key, LONGEST_KEY),
    ...([...key].length > LONGEST_KEY && {
      $or: [
        { 'nameKeys.full': trusted({ $regex: pattern }) },
        { 'nameKeys.initials': trusted({ $regex: `^${pattern}` }) },
      ],
    }),
  }
  return LATIN.test(key) ? [{ 'nameKeys.pinyin': trusted({ $regex: `^${pattern}` }) }, named] : [named]
}

/** Whatever the list is sorted by, as its cursors tell it. */
const valueIn = ({ path }: Order, { nameKeys, askedAt }: Affiliation) =>
  path === 'askedAt' ? askedAt.toISOString() : nameKeys.pinyin

/**
 * A page of those within `where` that were searched for. Each branch is read in the page's order by an index of its
 * own, and the branches are merged here: one query with `$or` would sort all that match.
 */
export async function pageOfAffiliations(
  deps: Deps,
  where: Condition,
  query: PageQuery & { readonly q?: string | undefined },
  order: Order & ({ readonly path: 'nameKeys.pinyin' } | { readonly path: 'askedAt'; readonly type: 'date' }),
) {
  const after = afterCursor(query.cursor, order)
  const branches = await Promise.all(
    searchBranches(deps, query.q).map((branch) =>
      affiliationModel(deps.db)
        .find({ ...where, $and: [branch, after] })
        .sort(sortIn(order))
        .limit(query.limit + 1)
        .lean<Affiliation[]>(),
    ),
  )
  const keyOf = (affiliation: Affiliation) => `${valueIn(order, affiliation)}\0${affiliation._id}`
  const merged = new Map(branches.flat().map((affiliation) => [keyOf(affiliation), affiliation]))
  const found = [...merged].sort(
    ([one], [other]) => order.direction * Buffer.compare(Buffer.from(one), Buffer.from(other)),
  )
  return cutPage(
    found.slice(0, query.limit + 1).map(([, affiliation]) => affiliation),
    query.limit,
    (affiliation) => positionIn(order, valueIn(order, affiliation), affiliation._id),
  )
}

/** What the affiliations of a trainee are found by follows the trainee. */
export const searchedAs = (trainee: Trainee) => ({
  nameKeys: trainee.nameKeys,
  searchKeys: searchKeysOf(trainee),
})
