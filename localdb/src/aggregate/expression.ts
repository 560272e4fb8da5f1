import { MongoServerError } from '../errors'
import { isDocument, newDocument } from '../values/document'
import { ARITHMETIC } from './arithmetic'
import { ARRAYS } from './arrays'
import { COMPARISONS, CONDITIONS } from './conditions'
import { CONVERSIONS } from './conversions'
import { DATES } from './dates'
import { declared, type Evaluate, fieldPath, type Operator, type SpecialForm, valueAt } from './scope'
import { SCOPED } from './scoped'
import { STRINGS } from './strings'

const OPERATORS: Record<string, Operator> = {
  ...ARITHMETIC,
  ...COMPARISONS,
  ...STRINGS.plain,
  ...ARRAYS,
  ...CONVERSIONS.plain,
}
const SPECIAL_FORMS: Record<string, SpecialForm> = {
  ...CONDITIONS,
  ...SCOPED,
  ...STRINGS.named,
  ...CONVERSIONS.named,
  ...DATES.named,
}

export const EXPRESSION_OPERATORS: string[] = [...Object.keys(OPERATORS), ...Object.keys(SPECIAL_FORMS)].sort()

const compiled = new WeakMap<object, Evaluate>()

/** Throws what MongoDB answers to an expression it does not know or that has the wrong number of arguments. */
export function compileExpression(expression: unknown): Evaluate {
  if (typeof expression === 'string') return compileString(expression)
  if (typeof expression !== 'object' || expression === null) return () => expression
  const known = compiled.get(expression)
  if (known) return known
  const evaluate = compileObject(expression)
  compiled.set(expression, evaluate)
  return evaluate
}

function compileObject(expression: object): Evaluate {
  if (Array.isArray(expression)) {
    const items = expression.map(compileExpression)
    return (scope) => items.map((item) => item(scope) ?? null)
  }
  if (!isDocument(expression)) return () => expression
  const names = Object.keys(expression)
  const [name] = names
  if (name?.startsWith('$')) {
    if (names.length > 1) {
      throw new MongoServerError(
        15983,
        `An object representing an expression must have exactly one field: { ${names.join(', ')} }`,
      )
    }
    return compileOperator(name, expression[name])
  }
  const fields = names.map((field) => {
    if (field.startsWith('$')) throw new MongoServerError(16420, `Invalid field name: ${field}`)
    if (field.includes('.'))
      throw new MongoServerError(
        16405,
        `FieldPath field names may not contain '.'. Consider using $getField or $setField.`,
      )
    return [field, compileExpression(expression[field])] as const
  })
  return (scope) => {
    const document = newDocument()
    for (const [field, evaluate] of fields) {
      const value = evaluate(scope)
      if (value !== undefined) document[field] = value
    }
    return document
  }
}

function compileOperator(name: string, operand: unknown): Evaluate {
  const special = Object.hasOwn(SPECIAL_FORMS, name) ? SPECIAL_FORMS[name] : undefined
  if (special) return special(operand, compileExpression, name)
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined
  if (!operator) throw new MongoServerError('InvalidPipelineOperator', `Unrecognized expression '${name}'`)
  const operands = Array.isArray(operand) ? operand : [operand]
  const [least, most] = operator.arity
  if (operands.length < least || operands.length > most) throw wrongArity(name, operator.arity, operands.length)
  const { apply } = operator
  const [first, second] = operands.map(compileExpression)
  if (operands.length === 1 && first) return (scope) => apply(first(scope))
  if (operands.length === 2 && first && second) return (scope) => apply(first(scope), second(scope))
  const rest = operands.map(compileExpression)
  return (scope) => apply(...rest.map((evaluate) => evaluate(scope)))
}

function wrongArity(name: string, [least, most]: [number, number], given: number): MongoServerError {
  if (least === most) {
    return new MongoServerError(16020, `Expression ${name} takes exactly ${least} arguments. ${given} were passed in.`)
  }
  return new MongoServerError(
    28667,
    `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${given} were passed in.`,
  )
}

const SYSTEM_VARIABLES = ['ROOT', 'CURRENT', 'NOW', 'REMOVE', 'CLUSTER_TIME']

function compileString(text: string): Evaluate {
  if (!text.startsWith('$')) return () => text
  if (!text.startsWith('$$')) {
    if (text === '$') throw new MongoServerError(16872, "'$' by itself is not a valid FieldPath")
    const parts = fieldPath(text.slice(1))
    const [name] = parts
    if (parts.length === 1 && name !== undefined)
      return ({ CURRENT }) => (isDocument(CURRENT) ? CURRENT[name] : undefined)
    return ({ CURRENT }) => valueAt(CURRENT, parts, 0)
  }
  const [variable = '', ...rest] = text.slice(2).split('.')
  if (variable === '') throw new MongoServerError('FailedToParse', 'empty variable names are not allowed')
  if (variable === 'REMOVE') return () => undefined
  if (!SYSTEM_VARIABLES.includes(variable) && !declared.includes(variable)) {
    throw new MongoServerError(17276, `Use of undefined variable: ${variable}`)
  }
  if (rest.length === 0) return (scope) => scope[variable]
  const parts = fieldPath(rest.join('.'))
  return (scope) => valueAt(scope[variable], parts, 0)
}
