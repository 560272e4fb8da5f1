import type { CourseCategory } from '@jijiao/shared/classes'
import type { YearOutlook } from '@jijiao/shared/years'
import { afterCursor, cutPage, type PageQuery } from '../../db/keyset'
import type { Deps } from '../../deps'
import { matchPerson, traineesById } from '../affiliations'
import { type Standing, type StandingSheet, standingModel } from './standing.model'

type StandingQuery = PageQuery & {
  readonly outlook?: YearOutlook | undefined
  readonly shortIn?: CourseCategory | undefined
  readonly q?: string | undefined
}

/** The standings of a unit's people in the order of their names' pinyin, each with its trainee. */
export async function pageOfStandings(
  deps: Deps,
  { organizationId, year }: Pick<StandingSheet, 'organizationId' | 'year'>,
  query: StandingQuery,
) {
  const found = await standingModel(deps.db)
    .find({
      organizationId,
      year,
      ...(query.outlook && { outlook: query.outlook }),
      ...(query.shortIn && { shortIn: query.shortIn }),
      $and: [matchPerson(deps, query.q), afterCursor(query.cursor, { path: 'nameKeys.pinyin', direction: 1 })],
    })
    .sort({ 'nameKeys.pinyin': 1, _id: 1 })
    .limit(query.limit + 1)
    .lean<Standing[]>()
  const { data, nextCursor } = cutPage(found, query.limit, ({ nameKeys, _id }) => ({
    value: nameKeys.pinyin,
    id: String(_id),
  }))
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
