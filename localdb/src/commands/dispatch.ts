import type { Engine } from '../engine'
import { MongoServerError } from '../errors'
import { sessionKey } from '../transactions/sessions'
import { LATEST } from '../transactions/transaction'
import { type Document, isDocument, isNumeric } from '../values/document'
import { encode } from '../values/encode'
import { numberOf } from '../values/number'
import type { Request } from '../wire/message'
import { ADMIN_COMMANDS } from './admin'
import { AGGREGATE_COMMANDS } from './aggregate'
import { type Command, type Context, checkFields, type Reply } from './command'
import { READ_COMMANDS } from './find'
import { FIND_AND_MODIFY_COMMANDS } from './findAndModify'
import { INDEX_COMMANDS } from './indexes'
import { SESSION_COMMANDS } from './session'
import { WRITE_COMMANDS } from './write'

export const COMMANDS: Record<string, Command> = {
  ...ADMIN_COMMANDS,
  ...AGGREGATE_COMMANDS,
  ...FIND_AND_MODIFY_COMMANDS,
  ...INDEX_COMMANDS,
  ...READ_COMMANDS,
  ...SESSION_COMMANDS,
  ...WRITE_COMMANDS,
  buildinfo: ADMIN_COMMANDS.buildInfo as Command,
}

const READ_CONCERNS = ['local', 'available', 'majority', 'linearizable', 'snapshot']

/** Carries out a command. The answer is there when all that it wrote is on disk. Throws MongoServerError. */
export function dispatch(engine: Engine, request: Request): Uint8Array | Promise<Uint8Array> {
  const { command, database } = request
  const [name = ''] = Object.keys(command)
  const definition = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!definition) throw new MongoServerError('CommandNotFound', `no such command: '${name}'`)
  checkFields(name, command, definition.fields)
  checkGeneric(name, definition, command, database)
  const session = command.lsid === undefined ? undefined : sessionKey(command.lsid)
  const maxTimeMs = command.maxTimeMS === undefined ? 0 : numberOf(command.maxTimeMS)
  const context: Context = {
    engine,
    database,
    command,
    documents: request.documents,
    session,
    transaction: undefined,
    view: LATEST,
    deadline: maxTimeMs > 0 ? Date.now() + maxTimeMs : undefined,
  }
  if (command.txnNumber === undefined) {
    if (command.autocommit !== undefined)
      throw new MongoServerError('InvalidOptions', "'autocommit' requires a transaction number")
    return complete(context, definition)
  }
  if (session === undefined)
    throw new MongoServerError('InvalidOptions', 'Transaction number requires a session ID to also be specified')
  const isEnd = name === 'commitTransaction' || name === 'abortTransaction'
  return engine.sessions.exclusively(session, async () => {
    if (isEnd) return complete(context, definition)
    if (command.autocommit === false) return withinTransaction(context, definition, name)
    return once(context, definition, name)
  })
}

function checkGeneric(name: string, definition: Command, command: Document, database: string): void {
  if (database === '') throw new MongoServerError(40571, 'OP_MSG requests require a $db argument')
  if (definition.isAdminOnly && database !== 'admin') {
    throw new MongoServerError('Unauthorized', `${name} may only be run against the admin database.`)
  }
  const { readConcern, writeConcern } = command
  if (
    isDocument(readConcern) &&
    readConcern.level !== undefined &&
    !READ_CONCERNS.includes(String(readConcern.level))
  ) {
    throw new MongoServerError(
      'BadValue',
      `Enumeration value '${readConcern.level}' for field 'readConcern.level' is not a valid value.`,
    )
  }
  if (isDocument(writeConcern) && isNumeric(writeConcern.w) && numberOf(writeConcern.w) > 1) {
    throw new MongoServerError('UnsatisfiableWriteConcern', 'Not enough data-bearing nodes')
  }
}

async function withinTransaction(context: Context, definition: Command, name: string): Promise<Uint8Array> {
  const { engine, command } = context
  const session = context.session as string
  const number = numberOf(command.txnNumber)
  if (!definition.isAllowedInTransaction) {
    throw new MongoServerError(
      'OperationNotSupportedInTransaction',
      `Cannot run '${name}' in a multi-document transaction.`,
    )
  }
  const transaction = engine.sessions.transactionFor(session, number, command.startTransaction === true)
  try {
    const reply = await complete({ ...context, transaction, view: transaction }, definition, (answer) => {
      if (isDocument(answer) && answer.writeErrors !== undefined) engine.sessions.abortAfterError(session, transaction)
    })
    return reply
  } catch (error) {
    engine.sessions.abortAfterError(session, transaction)
    throw error
  }
}

/** A retryable write: carried out once, and answered the same however often it is sent. */
async function once(context: Context, definition: Command, name: string): Promise<Uint8Array> {
  const { engine, command } = context
  const session = context.session as string
  const number = numberOf(command.txnNumber)
  if (!definition.isRetryable) {
    throw new MongoServerError(
      50768,
      `txnNumber may only be provided for multi-document transactions and retryable write commands. ${name} is not one.`,
    )
  }
  const known = engine.sessions.recall(session, number)
  if (known) {
    await engine.committer.settled()
    return known
  }
  return complete(context, definition, (_, bytes) => engine.sessions.remember(session, number, bytes))
}

/** Runs the command to its end and waits until the batches it has written to are durable. */
function complete(
  context: Context,
  definition: Command,
  onAnswer?: (answer: Reply, bytes: Uint8Array) => void,
): Uint8Array | Promise<Uint8Array> {
  const { committer } = context.engine
  const written = new Set<Promise<void>>()
  const step = <T>(work: () => T): T => {
    const before = committer.writes
    try {
      return work()
    } finally {
      if (committer.writes !== before && committer.current) written.add(committer.current.durable)
    }
  }
  const answered = (answer: Reply): Uint8Array => {
    const bytes = answer instanceof Uint8Array ? answer : encode(answer)
    if (onAnswer) step(() => onAnswer(answer, bytes))
    return bytes
  }
  const started = step(() => definition.run(context))
  if (!isWork(started)) return settle(answered(started), written)
  const first = step(() => started.next())
  if (first.done) return settle(answered(first.value), written)
  return finish(first.value)

  async function finish(waiting: Promise<unknown>): Promise<Uint8Array> {
    let awaited = waiting
    for (;;) {
      await awaited
      const next = step(() => (started as Generator<Promise<unknown>, Reply>).next())
      if (next.done) return settle(answered(next.value), written)
      awaited = next.value
    }
  }
}

const isWork = (value: Reply | Generator<Promise<unknown>, Reply>): value is Generator<Promise<unknown>, Reply> =>
  typeof (value as { next?: unknown }).next === 'function' && Symbol.iterator in value

function settle(reply: Uint8Array, written: Set<Promise<void>>): Uint8Array | Promise<Uint8Array> {
  return written.size === 0 ? reply : Promise.all(written).then(() => reply)
}
