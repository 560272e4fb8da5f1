import { MongoServerError } from '../errors'
import { parseSort, sortDocuments } from '../query/sort'
import { compareValues, valuesEqual } from '../values/compare'
import { type Document, documentOf, isDocument, isNumeric } from '../values/document'
import { hashOf } from '../values/key'
import { integerOf, numberOf } from '../values/number'
import { accumulate } from './accumulators'
import { namedArguments } from './arguments'
import { declaring, isNullish, isTruthy, nameOfType, type Operator, type Scope, type SpecialForm } from './scope'

const fail = (code: number, message: string) => new MongoServerError(code, message)

function requireArray(value: unknown, code: number, message: string): unknown[] {
  if (!Array.isArray(value)) throw fail(code, `${message}${nameOfType(value)}`)
  return value
}

function distinct(items: unknown[]): unknown[] {
  const byHash = new Map<string, unknown>()
  for (const item of items) if (!byHash.has(hashOf(item))) byHash.set(hashOf(item), item)
  return [...byHash.values()]
}

const hashes = (items: unknown[]) => new Set(items.map(hashOf))

function arraysOf(name: string, values: unknown[], code: number): unknown[][] | null {
  if (values.some(isNullish)) return null
  return values.map((value) =>
    requireArray(value, code, `All operands of ${name} must be arrays. One argument is of type: `),
  )
}

const edge = (name: string, index: 0 | -1): Operator => ({
  arity: [1, 1],
  apply: (value) =>
    isNullish(value) ? null : requireArray(value, 28689, `${name}'s argument must be an array, but is `).at(index),
})

/** Over the one array it is given, or over its arguments. */
const folding = (name: string): Operator => ({
  arity: [0, Infinity],
  apply: (...values) => accumulate(name, values.length === 1 && Array.isArray(values[0]) ? values[0] : values),
})

function slice(value: unknown, second: unknown, third?: unknown): unknown {
  if (isNullish(value) || isNullish(second) || third === null) return null
  const items = requireArray(value, 28724, 'First argument to $slice must be an array, but is of type: ')
  for (const number of third === undefined ? [second] : [second, third]) {
    if (!isNumeric(number))
      throw fail(28725, `Second argument to $slice must be a numeric value, but is of type: ${nameOfType(number)}`)
    if (integerOf(number) === undefined)
      throw fail(28726, `Second argument to $slice can't be represented as a 32-bit integer: ${number}`)
  }
  const count = numberOf(second)
  if (third === undefined) return count < 0 ? items.slice(count) : items.slice(0, count)
  const length = numberOf(third)
  if (length <= 0) throw fail(28729, `Third argument to $slice must be positive: ${length}`)
  const from = count < 0 ? Math.max(0, items.length + count) : count
  return items.slice(from, from + length)
}

function range(start: unknown, end: unknown, step: unknown = 1): number[] {
  const [from, to, by] = [start, end, step].map((value, i) => {
    if (!isNumeric(value) || integerOf(value) === undefined) {
      throw fail(
        [34443, 34445, 34447][i] as number,
        `$range requires a numeric ${['starting', 'ending', 'step'][i]} value, found value of type: ${nameOfType(value)}`,
      )
    }
    return numberOf(value)
  }) as [number, number, number]
  if (by === 0) throw fail(34449, '$range requires a non-zero step value')
  const length = Math.max(0, Math.ceil((to - from) / by))
  if (length > 4_000_000) throw new MongoServerError('BadValue', '$range would make an array that is too large')
  return Array.from({ length }, (_, i) => from + i * by)
}

function objectOf(value: unknown): unknown {
  if (isNullish(value)) return null
  const items = requireArray(value, 40386, '$arrayToObject requires an array input, found: ')
  return documentOf(
    items.map((item) => {
      const [name, field] = Array.isArray(item) ? item : isDocument(item) ? [item.k, item.v] : []
      if (typeof name !== 'string')
        throw fail(
          40394,
          `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${nameOfType(name)}`,
        )
      return [name, field] as const
    }),
  )
}

export const ARRAYS: Record<string, Operator> = {
  $size: {
    arity: [1, 1],
    apply: (value) => requireArray(value, 17124, 'The argument to $size must be an array, but was of type: ').length,
  },
  $isArray: { arity: [1, 1], apply: Array.isArray },
  $arrayElemAt: {
    arity: [2, 2],
    apply: (value, index) => {
      if (isNullish(value) || isNullish(index)) return null
      const items = requireArray(value, 28689, "$arrayElemAt's first argument must be an array, but is ")
      if (!isNumeric(index))
        throw fail(28690, `$arrayElemAt's second argument must be a numeric value, but is ${nameOfType(index)}`)
      if (integerOf(index) === undefined)
        throw fail(28691, `$arrayElemAt's second argument must be representable as a 32-bit integer: ${index}`)
      return items.at(numberOf(index))
    },
  },
  $first: edge('$first', 0),
  $last: edge('$last', -1),
  $in: {
    arity: [2, 2],
    apply: (value, list) =>
      requireArray(list, 40081, '$in requires an array as a second argument, found: ').some((item) =>
        valuesEqual(item, value),
      ),
  },
  $indexOfArray: {
    arity: [2, 4],
    apply: (list, value, from = 0, to = Infinity) => {
      if (isNullish(list)) return null
      const items = requireArray(list, 40090, '$indexOfArray requires an array as a first argument, found: ')
      return items.findIndex((item, i) => i >= numberOf(from) && i < numberOf(to) && valuesEqual(item, value))
    },
  },
  $concatArrays: {
    arity: [0, Infinity],
    apply: (...values) => {
      if (values.some(isNullish)) return null
      return values.flatMap((value) => requireArray(value, 28664, '$concatArrays only supports arrays, not '))
    },
  },
  $reverseArray: {
    arity: [1, 1],
    apply: (value) =>
      isNullish(value)
        ? null
        : [
            ...requireArray(value, 34435, 'The argument to $reverseArray must be an array, but was of type: '),
          ].reverse(),
  },
  $slice: { arity: [2, 3], apply: slice },
  $range: { arity: [2, 3], apply: range },
  $arrayToObject: { arity: [1, 1], apply: objectOf },
  $objectToArray: {
    arity: [1, 1],
    apply: (value) => {
      if (isNullish(value)) return null
      if (!isDocument(value)) throw fail(40390, `$objectToArray requires a document input, found: ${nameOfType(value)}`)
      return Object.entries(value).map(([k, v]) =>
        documentOf([
          ['k', k],
          ['v', v],
        ]),
      )
    },
  },
  $mergeObjects: folding('$mergeObjects'),
  $setUnion: {
    arity: [0, Infinity],
    apply: (...values) => {
      const lists = arraysOf('$setUnion', values, 17043)
      return lists && distinct(lists.flat()).sort(compareValues)
    },
  },
  $setIntersection: {
    arity: [0, Infinity],
    apply: (...values) => {
      const lists = arraysOf('$setIntersection', values, 17047)
      if (!lists) return null
      const [first = [], ...others] = lists
      const sets = others.map(hashes)
      return distinct(first)
        .filter((item) => sets.every((set) => set.has(hashOf(item))))
        .sort(compareValues)
    },
  },
  $setDifference: {
    arity: [2, 2],
    apply: (a, b) => {
      const lists = arraysOf('$setDifference', [a, b], 17048)
      if (!lists) return null
      const excluded = hashes(lists[1] ?? [])
      return distinct(lists[0] ?? []).filter((item) => !excluded.has(hashOf(item)))
    },
  },
  $setEquals: {
    arity: [2, Infinity],
    apply: (...values) => {
      const sets = values.map((value) =>
        hashes(requireArray(value, 17044, 'All operands of $setEquals must be arrays. One argument is of type: ')),
      )
      return sets.every((set) => set.size === sets[0]?.size && [...set].every((hash) => sets[0]?.has(hash)))
    },
  },
  $setIsSubset: {
    arity: [2, 2],
    apply: (a, b) => {
      const all = hashes(
        requireArray(b, 17042, 'both operands of $setIsSubset must be arrays. Second argument is of type: '),
      )
      return requireArray(a, 17046, 'both operands of $setIsSubset must be arrays. First argument is of type: ').every(
        (item) => all.has(hashOf(item)),
      )
    },
  },
  $anyElementTrue: {
    arity: [1, 1],
    apply: (value) => requireArray(value, 17041, "$anyElementTrue's argument must be an array, but is ").some(isTruthy),
  },
  $allElementsTrue: {
    arity: [1, 1],
    apply: (value) =>
      requireArray(value, 17040, "$allElementsTrue's argument must be an array, but is ").every(isTruthy),
  },
  ...Object.fromEntries(
    ['$sum', '$avg', '$min', '$max', '$stdDevPop', '$stdDevSamp'].map((name) => [name, folding(name)]),
  ),
}

function variableName(operand: unknown, field: string, otherwise: string): string {
  const name = isDocument(operand) ? operand[field] : undefined
  if (name === undefined) return otherwise
  if (typeof name !== 'string' || !/^[a-z\x80-\uffff]\w*/.test(name))
    throw new MongoServerError('FailedToParse', `'${name}' starts with an invalid character for a user variable name`)
  return name
}

const withVariable = (scope: Scope, name: string, value: unknown): Scope => {
  const inner = Object.create(scope) as Scope
  inner[name] = value
  return inner
}

/** Operators with variables of their own. */
export const SCOPED: Record<string, SpecialForm> = {
  $map: (operand, compile) => {
    const variable = variableName(operand, 'as', 'this')
    const { input, in: body } = declaring([variable], () =>
      namedArguments('$map', operand, { input: 16880, in: 16882 }, ['as'], compile, 16879),
    )
    return (scope) => {
      const items = input?.(scope)
      if (isNullish(items)) return null
      return requireArray(items, 16883, 'input to $map must be an array not ').map(
        (item) => body?.(withVariable(scope, variable, item)) ?? null,
      )
    }
  },
  $filter: (operand, compile) => {
    const variable = variableName(operand, 'as', 'this')
    const { input, cond, limit } = declaring([variable], () =>
      namedArguments('$filter', operand, { input: 28648, cond: 28650 }, ['as', 'limit'], compile, 28647),
    )
    return (scope) => {
      const items = input?.(scope)
      if (isNullish(items)) return null
      const most = limit ? numberOf(limit(scope) ?? Infinity) : Infinity
      const found: unknown[] = []
      for (const item of requireArray(items, 28651, 'input to $filter must be an array not ')) {
        if (found.length < most && isTruthy(cond?.(withVariable(scope, variable, item)))) found.push(item)
      }
      return found
    }
  },
  $reduce: (operand, compile) => {
    const {
      input,
      initialValue,
      in: body,
    } = declaring(['this', 'value'], () =>
      namedArguments('$reduce', operand, { input: 40077, initialValue: 40078, in: 40079 }, [], compile, 40076),
    )
    return (scope) => {
      const items = input?.(scope)
      if (isNullish(items)) return null
      return requireArray(items, 40080, "$reduce requires that 'input' be an array, found: ").reduce(
        (value: unknown, item) => body?.(withVariable(withVariable(scope, 'value', value), 'this', item)),
        initialValue?.(scope),
      )
    }
  },
  $let: (operand, compile) => {
    if (!isDocument(operand)) throw fail(16874, '$let only supports an object as its argument')
    if (!isDocument(operand.vars)) throw fail(16876, "Missing 'vars' parameter to $let")
    if (!('in' in operand)) throw fail(16877, "Missing 'in' parameter to $let")
    const variables = Object.entries(operand.vars).map(
      ([name, value]) => [variableName({ name }, 'name', name), compile(value)] as const,
    )
    const body = declaring(
      variables.map(([name]) => name),
      () => compile(operand.in),
    )
    return (scope) => {
      const inner = Object.create(scope) as Scope
      for (const [name, evaluate] of variables) inner[name] = evaluate(scope)
      return body(inner)
    }
  },
  $sortArray: (operand, compile) => {
    const { input } = namedArguments(
      '$sortArray',
      isDocument(operand) ? { ...operand, sortBy: null } : operand,
      { input: 2942502, sortBy: 2942503 },
      [],
      compile,
      2942501,
    )
    const sortBy = (operand as Document).sortBy
    if (isDocument(sortBy)) parseSort(sortBy)
    return (scope) => {
      const items = input?.(scope)
      if (isNullish(items)) return null
      const list = [
        ...requireArray(items, 2942504, 'The input argument to $sortArray must be an array, but was of type: '),
      ]
      if (!isDocument(sortBy)) return list.sort((a, b) => compareValues(a, b) * numberOf(sortBy))
      return sortDocuments(
        list.map((item) => (isDocument(item) ? item : { [ITEM]: item })),
        sortBy,
      ).map((item) => (ITEM in item ? item[ITEM as never] : item))
    }
  },
  $zip: (operand, compile) => {
    const { inputs, defaults, useLongestLength } = namedArguments(
      '$zip',
      operand,
      { inputs: 34465 },
      ['defaults', 'useLongestLength'],
      compile,
      34464,
    )
    return (scope) => {
      const given = requireArray(inputs?.(scope), 34461, 'inputs must be an array of expressions, found ')
      if (given.some(isNullish)) return null
      const lists = given.map((list) => requireArray(list, 34468, '$zip found a non-array expression in input: '))
      const fill = (defaults?.(scope) ?? []) as unknown[]
      const lengths = lists.map((list) => list.length)
      const length = useLongestLength?.(scope) === true ? Math.max(...lengths) : Math.min(...lengths)
      return Array.from({ length }, (_, row) =>
        lists.map((list, i) => (row < list.length ? list[row] : (fill[i] ?? null))),
      )
    }
  },
  $getField: (operand, compile) => {
    const { field, input } =
      isDocument(operand) && 'field' in operand
        ? namedArguments('$getField', operand, { field: 3041702, input: 3041703 }, [], compile, 3041701)
        : { field: compile(operand), input: ({ CURRENT }: Scope) => CURRENT }
    return (scope) => {
      const [name, document] = [field?.(scope), input?.(scope)]
      if (typeof name !== 'string')
        throw fail(5654602, `$getField requires 'field' to evaluate to type String, but got ${nameOfType(name)}`)
      if (isDocument(document)) return document[name]
      return document === null ? null : undefined
    }
  },
  $setField: (operand, compile) => {
    const { field, input, value } = namedArguments(
      '$setField',
      operand,
      { field: 4161102, input: 4161109, value: 4161103 },
      [],
      compile,
      4161101,
    )
    return (scope) => {
      const [name, document, content] = [field?.(scope), input?.(scope), value?.(scope)]
      if (isNullish(document)) return null
      if (!isDocument(document)) throw fail(4161105, `$setField requires 'input' to evaluate to type Object`)
      return documentOf(
        [
          ...Object.entries(document).filter(([key]) => key !== name || content !== undefined),
          [String(name), content],
        ].filter(([, kept]) => kept !== undefined) as [string, unknown][],
      )
    }
  },
}
const ITEM = Symbol('item')
