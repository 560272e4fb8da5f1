import { MongoServerError } from '../errors'
import { isDocument } from '../values/document'
import { type Evaluate, nameOfType } from './scope'

/**
 * Compiles an operator's named arguments. `required` gives for each the code of MongoDB's error when it is missing;
 * `unknownCode` is that for a name that is neither required nor optional.
 */
export function namedArguments(
  operator: string,
  operand: unknown,
  required: Record<string, number>,
  optional: readonly string[],
  compile: (expression: unknown) => Evaluate,
  unknownCode: number,
): Record<string, Evaluate | undefined> {
  if (!isDocument(operand)) {
    throw new MongoServerError(
      'FailedToParse',
      `${operator} only supports an object as an argument, found ${nameOfType(operand)}`,
    )
  }
  const compiled: Record<string, Evaluate | undefined> = Object.create(null)
  for (const name of Object.keys(operand)) {
    if (!Object.hasOwn(required, name) && !optional.includes(name)) {
      throw new MongoServerError(unknownCode, `Unrecognized parameter to ${operator}: ${name}`)
    }
    compiled[name] = compile(operand[name])
  }
  for (const [name, code] of Object.entries(required)) {
    if (!(name in compiled)) throw new MongoServerError(code, `Missing '${name}' parameter to ${operator}`)
  }
  return compiled
}
