import { MongoServerError } from '../errors'
import { compareValues } from '../values/compare'
import { isDocument } from '../values/document'
import { namedArguments } from './arguments'
import { type Evaluate, isNullish, isTruthy, type Operator, type SpecialForm } from './scope'

const comparison = (holds: (order: number) => boolean): Operator => ({
  arity: [2, 2],
  apply: (a, b) => holds(compareValues(a, b)),
})

export const COMPARISONS: Record<string, Operator> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: { arity: [2, 2], apply: compareValues },
  $not: { arity: [1, 1], apply: (value) => !isTruthy(value) },
}

const listOf = (operand: unknown) => (Array.isArray(operand) ? operand : [operand])

export const CONDITIONS: Record<string, SpecialForm> = {
  $literal: (operand) => () => operand,
  $and: (operand, compile) => {
    const terms = listOf(operand).map(compile)
    return (scope) => terms.every((term) => isTruthy(term(scope)))
  },
  $or: (operand, compile) => {
    const terms = listOf(operand).map(compile)
    return (scope) => terms.some((term) => isTruthy(term(scope)))
  },
  $ifNull: (operand, compile) => {
    const terms = listOf(operand).map(compile)
    if (terms.length < 2)
      throw new MongoServerError(1257300, `$ifNull needs at least two arguments, had: ${terms.length}`)
    return (scope) => {
      let value: unknown
      for (const term of terms) {
        value = term(scope)
        if (!isNullish(value)) return value
      }
      return value
    }
  },
  $cond: (operand, compile) => {
    if (Array.isArray(operand)) {
      if (operand.length !== 3) {
        throw new MongoServerError(
          16020,
          `Expression $cond takes exactly 3 arguments. ${operand.length} were passed in.`,
        )
      }
      return condition(operand.map(compile))
    }
    const {
      if: test,
      then,
      else: otherwise,
    } = namedArguments('$cond', operand, { if: 17080, then: 17081, else: 17082 }, [], compile, 17083)
    return condition([test, then, otherwise] as Evaluate[])
  },
  $switch: (operand, compile) => {
    if (!isDocument(operand))
      throw new MongoServerError(40060, `$switch requires an object as an argument, found: ${typeof operand}`)
    for (const name of Object.keys(operand)) {
      if (name !== 'branches' && name !== 'default')
        throw new MongoServerError(40067, `$switch found an unknown argument: ${name}`)
    }
    if (!Array.isArray(operand.branches)) throw new MongoServerError(40061, "$switch expected an array for 'branches'")
    if (operand.branches.length === 0 && !('default' in operand))
      throw new MongoServerError(40068, '$switch requires at least one branch.')
    const branches = operand.branches.map((branch) => {
      if (!isDocument(branch) || !('case' in branch))
        throw new MongoServerError(40064, "$switch requires each branch have a 'case' expression")
      if (!('then' in branch))
        throw new MongoServerError(40065, "$switch requires each branch have a 'then' expression.")
      return { test: compile(branch.case), then: compile(branch.then) }
    })
    const otherwise = 'default' in operand ? compile(operand.default) : undefined
    return (scope) => {
      for (const { test, then } of branches) if (isTruthy(test(scope))) return then(scope)
      if (otherwise) return otherwise(scope)
      throw new MongoServerError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      )
    }
  },
}

function condition([test, then, otherwise]: Evaluate[]): Evaluate {
  return (scope) => (isTruthy(test?.(scope)) ? then?.(scope) : otherwise?.(scope))
}
