import type { CourseCategory } from '@jijiao/shared/classes'
import type { Sort } from '@jijiao/shared/http/contract'
import type { YearOutlook } from '@jijiao/shared/years'
import type { Types } from 'mongoose'
import { afterCursor, cutPage, orderOf, type PageQuery, positionIn, sortIn } from '../../db/keyset'
import type { Deps } from '../../deps'
import { matchPerson, traineesById } from '../affiliations'
import { type Standing, type StandingSheet, standingModel } from './standing.model'

/** Whom a list names. */
export type Listed = {
  readonly outlook?: YearOutlook | undefined
  readonly shortIn?: CourseCategory | undefined
  readonly q?: string | undefined
}

type UnitYear = Pick<StandingSheet, 'organizationId' | 'year'>

const listedIn = (deps: Pick<Deps, 'vault'>, { organizationId, year }: UnitYear, { outlook, shortIn, q }: Listed) => ({
  organizationId,
  year,
  ...(outlook && { outlook }),
  ...(shortIn && { shortIn }),
  $and: [matchPerson(deps, q)],
})

/** Those of the list who will miss the year. */
export async function willMissAmong(
  deps: Pick<Deps, 'db' | 'vault'>,
  of: UnitYear,
  listed: Listed,
): Promise<Types.ObjectId[]> {
  if (listed.outlook !== undefined && listed.outlook !== 'willMiss') return []
  const found = await standingModel(deps.db)
    .find(listedIn(deps, of, { ...listed, outlook: 'willMiss' }), { traineeId: 1 })
    .lean<Pick<Standing, 'traineeId'>[]>()
  return found.map(({ traineeId }) => traineeId)
}

type StandingQuery = PageQuery & Listed & { readonly sort: Sort<'name' | 'counted' | 'short'> }

/** The standings of a unit's people, each with its trainee. */
export async function pageOfStandings(deps: Deps, of: UnitYear, query: StandingQuery) {
  const order = orderOf(query.sort, {
    name: { path: 'nameKeys.pinyin' },
    counted: { path: 'countedTenths', type: 'number' },
    short: { path: 'shortTenths', type: 'number' },
  })
  const { $and, ...listed } = listedIn(deps, of, query)
  const found = await standingModel(deps.db)
    .find({ ...listed, $and: [...$and, afterCursor(query.cursor, order)] })
    .sort(sortIn(order))
    .limit(query.limit + 1)
    .lean<Standing[]>()
  const { data, nextCursor } = cutPage(found, query.limit, ({ nameKeys, countedTenths, shortTenths, _id }) => {
    const values: Readonly<Record<string, number>> = { countedTenths, shortTenths }
    return positionIn(order, String(values[order.path] ?? nameKeys.pinyin), _id)
  })
  const trainees = await traineesById(
    deps,
    data.map(({ traineeId }) => traineeId),
  )
  const rows = data.map((standing) => {
    const trainee = trainees.get(String(standing.traineeId))
    if (!trainee) throw new Error(`the trainee of standing ${standing._id} is gone`)
    return { standing, trainee }
  })
  return { rows, nextCursor }
}
