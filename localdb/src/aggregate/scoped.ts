import { parseSort, sortDocuments } from '../query/sort'
import { compareValues } from '../values/compare'
import { isDocument } from '../values/document'
import { numberOf } from '../values/number'
import { namedArguments } from './arguments'
import { declaring, fail, isNullish, isTruthy, requireArray, type Scope, type SpecialForm, variableName } from './scope'

function binding(scope: Scope, name: string, value: unknown): Scope {
  const inner = Object.create(scope) as Scope
  inner[name] = value
  return inner
}

const nameIn = (operand: unknown) => variableName(isDocument(operand) ? operand.as : undefined, 'this')

const map: SpecialForm = (operand, compile, name) => {
  const variable = nameIn(operand)
  const required = { input: 16880, in: 16882 }
  const { input, in: body } = declaring([variable], () =>
    namedArguments(name, operand, required, ['as'], compile, 16879),
  )
  return (scope) => {
    const items = input?.(scope)
    if (isNullish(items)) return null
    return requireArray(16883, name, items).map((item) => body?.(binding(scope, variable, item)) ?? null)
  }
}

const filter: SpecialForm = (operand, compile, name) => {
  const variable = nameIn(operand)
  const required = { input: 28648, cond: 28650 }
  const { input, cond, limit } = declaring([variable], () =>
    namedArguments(name, operand, required, ['as', 'limit'], compile, 28647),
  )
  return (scope) => {
    const items = input?.(scope)
    if (isNullish(items)) return null
    const kept = requireArray(28651, name, items).filter((item) => isTruthy(cond?.(binding(scope, variable, item))))
    return limit ? kept.slice(0, numberOf(limit(scope) ?? Infinity)) : kept
  }
}

const reduce: SpecialForm = (operand, compile, name) => {
  const required = { input: 40077, initialValue: 40078, in: 40079 }
  const {
    input,
    initialValue,
    in: body,
  } = declaring(['this', 'value'], () => namedArguments(name, operand, required, [], compile, 40076))
  return (scope) => {
    const items = input?.(scope)
    if (isNullish(items)) return null
    const step = (value: unknown, item: unknown) => body?.(binding(binding(scope, 'value', value), 'this', item))
    return requireArray(40080, name, items).reduce(step, initialValue?.(scope))
  }
}

const letForm: SpecialForm = (operand, compile) => {
  if (!isDocument(operand)) throw fail(16874, '$let only supports an object as its argument')
  if (!isDocument(operand.vars)) throw fail(16876, "Missing 'vars' parameter to $let")
  if (!('in' in operand)) throw fail(16877, "Missing 'in' parameter to $let")
  const variables = Object.entries(operand.vars).map(
    ([name, value]) => [variableName(name, ''), compile(value)] as const,
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
}

const sortArray: SpecialForm = (operand, compile, name) => {
  if (!isDocument(operand)) throw fail(2942500, '$sortArray requires an object as an argument')
  const { sortBy, ...rest } = operand
  if (sortBy === undefined) throw fail(2942503, '$sortArray requires sortBy to be specified')
  const { input } = namedArguments(name, rest, { input: 2942502 }, [], compile, 2942501)
  if (isDocument(sortBy)) parseSort(sortBy)
  return (scope) => {
    const items = input?.(scope)
    if (isNullish(items)) return null
    const list = requireArray(2942504, name, items)
    if (isDocument(sortBy)) return sortDocuments(list, sortBy)
    return [...list].sort((a, b) => compareValues(a, b) * numberOf(sortBy))
  }
}

/** Operators with variables of their own, or with an operand that is no expression. */
export const SCOPED: Record<string, SpecialForm> = {
  $map: map,
  $filter: filter,
  $reduce: reduce,
  $let: letForm,
  $sortArray: sortArray,
}
