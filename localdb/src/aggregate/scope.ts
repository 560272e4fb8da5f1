import { ERROR_CODES, type ErrorName, MongoServerError } from '../errors'
import { isDocument, isNumeric, typeOf } from '../values/document'
import { numberOf } from '../values/number'

/** Variables by name; `ROOT` is the document, `NOW` the time of the command. Nested scopes inherit. */
export type Scope = Record<string, unknown>

/** A compiled expression; `undefined` is missing. */
export type Evaluate = (scope: Scope) => unknown

/** An operator over its evaluated arguments; `arity` is how many it takes. */
export interface Operator {
  arity: [least: number, most: number]
  apply: (...values: unknown[]) => unknown
}

/** An operator that compiles its operand itself: named arguments, own variables, or arguments not always evaluated. */
export type SpecialForm = (operand: unknown, compile: (expression: unknown) => Evaluate, name: string) => Evaluate

/** Names in scope while an expression is compiled, so that an unknown variable is refused before it runs. */
export const declared: string[] = []

export function declaring<T>(names: string[], compile: () => T): T {
  declared.push(...names)
  try {
    return compile()
  } finally {
    declared.length -= names.length
  }
}

export function fieldPath(path: string): string[] {
  const parts = path.split('.')
  for (const part of parts) {
    if (part === '')
      throw new MongoServerError(
        path.endsWith('.') ? 40353 : 15998,
        path.endsWith('.') ? "FieldPath must not end with a '.'." : 'FieldPath field names may not be empty strings.',
      )
    if (part.startsWith('$'))
      throw new MongoServerError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      )
  }
  return parts
}

/** The value at a path as expressions see it: through an array, the list of what its elements have. */
export function valueAt(value: unknown, parts: readonly string[], from: number): unknown {
  let reached = value
  for (let i = from; i < parts.length; i++) {
    if (Array.isArray(reached)) {
      return reached
        .map((item) => (isDocument(item) || Array.isArray(item) ? valueAt(item, parts, i) : undefined))
        .filter((item) => item !== undefined)
    }
    if (!isDocument(reached)) return undefined
    reached = reached[parts[i] as string]
  }
  return reached
}

/** False, null, missing and zero are false. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false
  return !isNumeric(value) || numberOf(value) !== 0
}

export const isNullish = (value: unknown): value is null | undefined => value === undefined || value === null

/** The name of a value's type in messages. */
export const nameOfType = (value: unknown): string => (value === undefined ? 'missing' : typeOf(value))

/** An error of an expression: most have a code without a name. */
export const fail = (code: number, message: string): MongoServerError =>
  new MongoServerError(nameOf.get(code) ?? code, message)

const nameOf = new Map<number, ErrorName>(Object.entries(ERROR_CODES).map(([name, code]) => [code, name as ErrorName]))

export function requireArray(code: number, name: string, value: unknown): unknown[] {
  if (!Array.isArray(value))
    throw fail(code, `The argument to ${name} must be an array, but was of type: ${nameOfType(value)}`)
  return value
}

export function requireNumber(code: number, name: string, value: unknown): unknown {
  if (!isNumeric(value)) throw fail(code, `${name} only supports numeric types, not ${nameOfType(value)}`)
  return value
}

export function requireText(code: number, name: string, value: unknown): string {
  if (typeof value !== 'string') throw fail(code, `${name} requires a string, found: ${nameOfType(value)}`)
  return value
}

/** A name that `let` or `as` gives to a variable. */
export function variableName(name: unknown, otherwise: string): string {
  if (name === undefined) return otherwise
  if (typeof name === 'string' && /^[a-z\x80-\uffff][\w\x80-\uffff]*$/.test(name)) return name
  throw new MongoServerError('FailedToParse', `'${name}' starts with an invalid character for a user variable name`)
}
