import { MongoServerError } from '../errors'
import { matcherOf } from '../planner/run'
import { compileProjection } from '../query/projection'
import { parseSort } from '../query/sort'
import { decode } from '../values/decode'
import { type Document, isDocument } from '../values/document'
import { type Command, type Context, isTrue, namespaceOf, type Work } from './command'
import { compileStatement, deleteOne, updateOne } from './write'

const failed = (message: string) => new MongoServerError('FailedToParse', message)

function* findAndModify(context: Context): Work {
  const { command } = context
  const namespace = namespaceOf(context)
  const filter = (command.query ?? {}) as Document
  const sort = command.sort as Document | undefined
  const fields = command.fields as Document | undefined
  matcherOf(filter)
  if (sort) parseSort(sort)
  const project = isDocument(fields) && Object.keys(fields).length > 0 ? compileProjection(fields, filter) : undefined
  const shown = (document: Document | undefined) => (document && project ? project(document) : (document ?? null))
  const query = { filter, sort, hint: command.hint }
  const isRemove = isTrue(command.remove)
  if (isRemove && command.update !== undefined) throw failed('Cannot specify both an update and remove=true')
  if (!isRemove && command.update === undefined) throw failed('Either an update or remove=true must be specified')
  if (isRemove) {
    if (isTrue(command.upsert)) throw failed('Cannot specify both upsert=true and remove=true')
    if (isTrue(command.new))
      throw failed("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document")
    const found = yield* deleteOne(context, namespace, query)
    const removed = found && (found.document ?? decode(found.bytes))
    return { lastErrorObject: { n: found ? 1 : 0 }, value: shown(removed), ok: 1 }
  }
  const update = compileStatement(command.update, command.arrayFilters)
  const done = yield* updateOne(context, namespace, query, update, isTrue(command.upsert))
  if (!done) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 }
  const lastErrorObject = done.isInserted
    ? { n: 1, updatedExisting: false, upserted: done.after._id }
    : { n: 1, updatedExisting: true }
  return { lastErrorObject, value: shown(isTrue(command.new) ? done.after : done.before), ok: 1 }
}

const COMMAND: Command = {
  fields: {
    findAndModify: 'any',
    findandmodify: 'any',
    query: 'object',
    sort: 'object',
    remove: 'bool',
    update: 'any',
    new: 'bool',
    fields: 'object',
    upsert: 'bool',
    arrayFilters: 'array',
    hint: 'any',
    bypassDocumentValidation: 'bool',
    collation: 'unsupported',
    let: 'unsupported',
  },
  isRetryable: true,
  isAllowedInTransaction: true,
  run: findAndModify,
}

export const FIND_AND_MODIFY_COMMANDS: Record<string, Command> = { findAndModify: COMMAND, findandmodify: COMMAND }
