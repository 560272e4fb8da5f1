import type { Engine } from '../engine'
import { MongoServerError } from '../errors'
import type { Transaction, View } from '../transactions/transaction'
import { type Document, isDocument, isNumeric, typeOf } from '../values/document'
import { numberOf } from '../values/number'

/** What a command answers: a document, or one already encoded. */
export type Reply = Document | Uint8Array

/** A command that may have to wait yields promises. */
export type Work = Generator<Promise<unknown>, Reply>

export interface Context {
  engine: Engine
  database: string
  command: Document
  /** Documents of an `insert` as they were sent. */
  documents: Uint8Array[] | undefined
  session: string | undefined
  transaction: Transaction | undefined
  view: View
  /** Milliseconds since the epoch after which the operation gives up. */
  deadline: number | undefined
}

export type FieldType = 'any' | 'bool' | 'number' | 'string' | 'object' | 'array' | 'unsupported'

export interface Command {
  /** Fields besides the generic ones. The command's own name stands for its value; `!` marks a required one. */
  fields: Record<string, FieldType | `${Exclude<FieldType, 'unsupported'>}!`>
  /** May carry a `txnNumber` outside a transaction. */
  isRetryable?: boolean
  isAllowedInTransaction?: boolean
  isAdminOnly?: boolean
  run: (context: Context) => Reply | Work
}

/** Fields that any command may carry; those of drivers that mean nothing here are accepted and have no effect. */
export const GENERIC_FIELDS: Record<string, FieldType> = {
  $db: 'string',
  lsid: 'object',
  txnNumber: 'number',
  autocommit: 'bool',
  startTransaction: 'bool',
  $clusterTime: 'any',
  readConcern: 'object',
  writeConcern: 'object',
  $readPreference: 'any',
  apiVersion: 'string',
  apiStrict: 'bool',
  apiDeprecationErrors: 'bool',
  maxTimeMS: 'number',
  comment: 'any',
}

const isOfType: Record<Exclude<FieldType, 'unsupported'>, (value: unknown) => boolean> = {
  any: () => true,
  bool: (value) => typeof value === 'boolean' || isNumeric(value),
  number: isNumeric,
  string: (value) => typeof value === 'string',
  object: isDocument,
  array: Array.isArray,
}

/** Refuses a field that is unknown, unsupported, of the wrong type or missing. */
export function checkFields(name: string, command: Document, fields: Command['fields']): void {
  for (const field of Object.keys(command)) {
    const declared = fields[field] ?? GENERIC_FIELDS[field]
    if (declared === undefined) {
      throw new MongoServerError(40415, `BSON field '${name}.${field}' is an unknown field.`)
    }
    const value = command[field]
    const type = (declared.endsWith('!') ? declared.slice(0, -1) : declared) as FieldType
    if (type === 'unsupported') {
      if (isWithoutEffect(field, value)) continue
      throw new MongoServerError('NotImplemented', `localdb does not support the option '${field}' of ${name}`)
    }
    if (value === null && !declared.endsWith('!')) {
      delete command[field]
      continue
    }
    if (isOfType[type](value)) continue
    throw new MongoServerError(
      'TypeMismatch',
      `BSON field '${name}.${field}' is the wrong type '${typeOf(value)}', expected type '${type}'`,
    )
  }
  for (const field of requiredOf(fields)) {
    if (!(field in command))
      throw new MongoServerError(40414, `BSON field '${name}.${field}' is missing but a required field`)
  }
}

const required = new WeakMap<Command['fields'], string[]>()

function requiredOf(fields: Command['fields']): string[] {
  let known = required.get(fields)
  if (!known) {
    known = Object.keys(fields).filter((field) => fields[field]?.endsWith('!'))
    required.set(fields, known)
  }
  return known
}

/** An option that says what would be done anyhow: `false`, an empty document, the simple collation. */
function isWithoutEffect(field: string, value: unknown): boolean {
  if (value === false || value === null || value === undefined) return true
  if (!isDocument(value)) return false
  return Object.keys(value).length === 0 || (field === 'collation' && value.locale === 'simple')
}

export const isTrue = (value: unknown): boolean => value === true || (isNumeric(value) && numberOf(value) !== 0)

/** A count that must not be negative. */
export function countOf(command: Document, name: string): number | undefined {
  if (command[name] === undefined) return undefined
  const count = Math.trunc(numberOf(command[name]))
  if (count < 0 || Number.isNaN(count)) {
    throw new MongoServerError(51024, `BSON field '${name}' value must be >= 0, actual value '${count}'`)
  }
  return count
}

export function namespaceOf({ command, database }: Context): string {
  const [name] = Object.keys(command)
  const collection = command[name as string]
  if (typeof collection !== 'string') {
    throw new MongoServerError('InvalidNamespace', `collection name has invalid type ${typeOf(collection)}`)
  }
  if (collection === '') throw new MongoServerError('InvalidNamespace', `Invalid namespace specified '${database}.'`)
  return `${database}.${collection}`
}
