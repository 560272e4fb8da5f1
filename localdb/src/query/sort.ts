import { MongoServerError } from '../errors'
import { compareValues } from '../values/compare'
import { type Document, isDocument, isNumeric } from '../values/document'
import { numberOf } from '../values/number'
import { indexKeys } from '../values/path'

export type SortField = [path: string, direction: 1 | -1]

/** Paths and directions of a sort; throws what MongoDB answers to a malformed one. */
export function parseSort(spec: Document): SortField[] {
  return Object.entries(spec).map(([path, order]) => {
    if (isDocument(order)) throw new MongoServerError('NotImplemented', `$meta sort is not supported: ${path}`)
    if (!isNumeric(order)) throw new MongoServerError(15974, 'Illegal key in $sort specification')
    const direction = numberOf(order)
    if (direction !== 1 && direction !== -1) {
      throw new MongoServerError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    }
    if (path.split('.').includes('')) {
      throw new MongoServerError(15998, 'FieldPath field names may not be empty strings.')
    }
    return [path, direction]
  })
}

export function compareSortKeys(fields: SortField[]): (a: unknown[], b: unknown[]) => number {
  return (a, b) => {
    for (let i = 0; i < fields.length; i++) {
      const order = compareValues(a[i], b[i])
      if (order !== 0) return order * (fields[i] as SortField)[1]
    }
    return 0
  }
}

/** What a document is sorted by: of arrays, the elements that come first; missing counts as null. */
export function sortKeyOf(fields: SortField[]): (document: unknown) => unknown[] {
  const paths = fields.map(([path]) => path)
  const compare = compareSortKeys(fields)
  return (document) => {
    if (!isDocument(document)) return paths.map(() => null)
    try {
      return indexKeys(document, paths).keys.reduce((best, key) => (compare(key, best) < 0 ? key : best))
    } catch (error) {
      if (!(error instanceof MongoServerError) || error.codeName !== 'CannotIndexParallelArrays') throw error
      throw new MongoServerError('BadValue', 'cannot sort with keys that are parallel arrays')
    }
  }
}

/** A stable sort into a new array. Elements that are no documents have none of the fields. */
export function sortDocuments<T>(documents: Iterable<T>, spec: Document): T[] {
  const fields = parseSort(spec)
  const [keyOf, compare] = [sortKeyOf(fields), compareSortKeys(fields)]
  return Array.from(documents, (document) => ({ document, key: keyOf(document) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ document }) => document)
}
