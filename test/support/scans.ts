import type { Connection } from 'mongoose'

type Query = { readonly collection: string; readonly filter: object; readonly sort: object | undefined }

/** Where a method of the driver has its filter and its options. */
const FILTERED = /^(find|findOne|countDocuments|distinct|update|replace|delete|findOneAnd)/

/** What reads a whole collection; with `SORT` also what reads all that match, to find the first of them. */
const WHOLE = ['COLLSCAN'] as const

/**
 * Looks at every query that the API sends `during` something. `wholeReads` names those since it was last asked that no
 * index answers: among a dozen test documents nobody would notice.
 */
export function watchQueries(db: Connection, stages: readonly ('COLLSCAN' | 'SORT')[] = WHOLE) {
  const known = new Set<string>()
  let unseen: Query[] = []
  let acts = 0
  db.set('debug', (collection: string, method: string, ...given: unknown[]) => {
    const query = acts > 0 ? queryOf(collection, method, given) : null
    if (!query) return
    const shape = JSON.stringify([collection, shapeOf(query.filter), query.sort])
    if (known.has(shape)) return
    known.add(shape)
    unseen.push(query)
  })
  return {
    async during<T>(act: () => Promise<T>): Promise<T> {
      acts += 1
      try {
        return await act()
      } finally {
        acts -= 1
      }
    },
    async wholeReads(): Promise<string[]> {
      const asked = unseen
      unseen = []
      const plans = await Promise.all(
        asked.map(async (query) => ({ query, isWhole: await goesThrough(db, query, stages) })),
      )
      return plans.flatMap(({ query, isWhole }) => (isWhole ? [JSON.stringify(query)] : []))
    },
  }
}

function queryOf(collection: string, method: string, given: readonly unknown[]): Query | null {
  if (method === 'aggregate') {
    const [stages] = given as [readonly { readonly $match?: object }[]]
    return { collection, filter: stages[0]?.$match ?? {}, sort: undefined }
  }
  if (!FILTERED.test(method)) return null
  const filter = given[method === 'distinct' ? 1 : 0] as object | undefined
  const options = given.at(-1) as { readonly sort?: object } | undefined
  return { collection, filter: filter ?? {}, sort: options?.sort }
}

/** The names and operators of a filter with the kinds of its values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 2).map(shapeOf)
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value
  if (Object.getPrototypeOf(value) !== Object.prototype) return value.constructor.name
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]))
}

async function goesThrough(
  db: Connection,
  { collection, filter, sort }: Query,
  stages: readonly string[],
): Promise<boolean> {
  const cursor = db.collection(collection).find(filter)
  if (sort) cursor.sort(sort as Record<string, 1 | -1>)
  const plan = JSON.stringify((await cursor.explain('queryPlanner')).queryPlanner.winningPlan)
  return stages.some((stage) => plan.includes(`"stage":"${stage}"`))
}
