import { boundsOf, intersect, isPoint, type PathBounds } from '../query/bounds'
import { isOperatorDocument } from '../query/matcher'
import { valuesEqual } from '../values/compare'
import type { Document } from '../values/document'
import { encodeKey } from '../values/key'

/** Whether nothing within these bounds can be null or missing. */
export const excludesMissing = (bounds: PathBounds | undefined): boolean =>
  bounds?.intervals.every(({ low, lowInclusive, high }) => {
    const startsAboveNull = Buffer.compare(encodeKey([low], [1]), NULL_KEY)
    return startsAboveNull > 0 || (startsAboveNull === 0 && !lowInclusive && !valuesEqual(high, null))
  }) ?? false

const NULL_KEY = encodeKey([null], [1])

/** Whether every document that matches the filter also matches a partial index's expression. */
export function isImplied(partial: Document, filter: Document, bounds: Map<string, PathBounds>): boolean {
  return Object.entries(partial).every(([path, condition]) => {
    if (path === '$and') return (condition as Document[]).every((branch) => isImplied(branch, filter, bounds))
    if (path.startsWith('$')) return path in filter && valuesEqual(filter[path], condition)
    if (path in filter && valuesEqual(filter[path], condition)) return true
    if (!isOperatorDocument(condition)) return isWithin(bounds.get(path), { [path]: condition }, path)
    return Object.entries(condition).every(([operator, operand]) => {
      if (operator === '$exists') return excludesMissing(bounds.get(path))
      if (operator === '$type') return hasCondition(filter, path, operator, operand)
      return isWithin(bounds.get(path), { [path]: { [operator]: operand } }, path)
    })
  })
}

function hasCondition(filter: Document, path: string, operator: string, operand: unknown): boolean {
  const condition = filter[path]
  return isOperatorDocument(condition) && operator in condition && valuesEqual(condition[operator], operand)
}

function isWithin(inner: PathBounds | undefined, condition: Document, path: string): boolean {
  const outer = boundsOf(condition, () => true).get(path)
  if (!inner || !outer?.isExact) return false
  return inner.intervals.every((interval) => {
    const shared = intersect([interval], outer.intervals)
    const [only] = shared
    if (shared.length !== 1 || !only) return false
    return (
      valuesEqual(only.low, interval.low) &&
      valuesEqual(only.high, interval.high) &&
      (isPoint(interval) ||
        (only.lowInclusive === interval.lowInclusive && only.highInclusive === interval.highInclusive))
    )
  })
}
