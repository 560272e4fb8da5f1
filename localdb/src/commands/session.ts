import { MongoServerError } from '../errors'
import { sessionKey } from '../transactions/sessions'
import { numberOf } from '../values/number'
import type { Command, Context, Reply } from './command'

function ends(name: 'commit' | 'abort') {
  return ({ engine, command, session }: Context): Reply => {
    if (session === undefined || command.txnNumber === undefined) {
      throw new MongoServerError('InvalidOptions', `${name}Transaction must be run within a transaction`)
    }
    engine.sessions[name](session, numberOf(command.txnNumber))
    return { ok: 1 }
  }
}

/** `hello` and its older names are answered by the server, for they need its address. */
export const SESSION_COMMANDS: Record<string, Command> = {
  commitTransaction: {
    fields: { commitTransaction: 'any', recoveryToken: 'any' },
    isAdminOnly: true,
    run: ends('commit'),
  },
  abortTransaction: {
    fields: { abortTransaction: 'any', recoveryToken: 'any' },
    isAdminOnly: true,
    run: ends('abort'),
  },
  endSessions: {
    fields: { endSessions: 'array' },
    run: ({ engine, command }) => {
      for (const lsid of command.endSessions as unknown[]) engine.sessions.end(sessionKey(lsid))
      return { ok: 1 }
    },
  },
}
