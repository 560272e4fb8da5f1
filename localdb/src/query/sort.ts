import { MongoServerError } from '../errors'
import { compareValues } from '../values/compare'
import { type Document, isDocument, isNumeric } from '../values/document'
import { numberOf } from '../values/number'
import { indexKeys } from '../values/path'

/** Paths and directions of a sort; throws what MongoDB answers to a malformed one. */
export function parseSort(spec: Document): [path: string, direction: 1 | -1][] {
  return Object.entries(spec).map(([path, order]) => {
    if (isDocument(order)) throw new MongoServerError('NotImplemented', `$meta sort is not supported: ${path}`)
    if (!isNumeric(order)) throw new MongoServerError(15974, 'Illegal key in $sort specification')
    const direction = numberOf(order)
    if (direction !== 1 && direction !== -1) {
      throw new MongoServerError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    }
    if (path === '' || path.split('.').includes('')) {
      throw new MongoServerError(15998, 'FieldPath field names may not be empty strings.')
    }
    return [path, direction]
  })
}

/** Values a document is sorted by: of an array the smallest or the largest, missing as null. */
export function sortKeyOf(fields: [path: string, direction: 1 | -1][]): (document: Document) => unknown[] {
  return (document) =>
    fields.map(([path, direction]) => {
      const { keys, isMultikey } = indexKeys(document, [path])
      if (!isMultikey) return keys[0]?.[0]
      return keys
        .map(([value]) => value)
        .reduce((best, value) => (compareValues(value, best) * direction < 0 ? value : best))
    })
}

export function compareSortKeys(fields: [path: string, direction: 1 | -1][]): (a: unknown[], b: unknown[]) => number {
  return (a, b) => {
    for (let i = 0; i < fields.length; i++) {
      const order = compareValues(a[i], b[i])
      if (order !== 0) return order * (fields[i]?.[1] ?? 1)
    }
    return 0
  }
}

/** Compares two documents. To sort many, `sortDocuments` computes the keys once. */
export function compileSort(spec: Document): (a: Document, b: Document) => number {
  const fields = parseSort(spec)
  const [keyOf, compare] = [sortKeyOf(fields), compareSortKeys(fields)]
  return (a, b) => compare(keyOf(a), keyOf(b))
}

/** A stable sort into a new array. */
export function sortDocuments(documents: Iterable<Document>, spec: Document): Document[] {
  const fields = parseSort(spec)
  const [keyOf, compare] = [sortKeyOf(fields), compareSortKeys(fields)]
  return Array.from(documents, (document) => ({ document, key: keyOf(document) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ document }) => document)
}
