import type { Environment } from '@jijiao/config/environment'
import { destination as openDestination, pino, stdTimeFunctions } from 'pino'

const SECRET_KEYS = ['password', 'phone', 'residentId', 'token', 'accessToken', 'refreshToken', 'authorization', 'code']

/** ID and mobile numbers, wherever a message or an error's text carries them. */
const PERSONAL_NUMBERS = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/g
/** A credential in a connection string. */
const CREDENTIALS = /\/\/[^/@\s]+@/g

const scrub = (text: string) => text.replace(PERSONAL_NUMBERS, '[number]').replace(CREDENTIALS, '//[credentials]@')

/** JSON lines; JSON escapes line breaks, so no value can split or forge a line. */
export function createLog(env: Pick<Environment, 'LOG_LEVEL'>, destination?: NodeJS.WritableStream) {
  const options = {
    level: env.LOG_LEVEL,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    hooks: { streamWrite: scrub },
    serializers: {
      error: (error: unknown) =>
        error instanceof Error
          ? {
              type: error.name,
              message: error.message,
              stack: error.stack,
              code: 'code' in error ? error.code : undefined,
            }
          : String(error),
    },
  }
  // Not synchronous: a slow terminal or pipe must not hold up requests. Pino flushes what is left at the exit.
  return pino(options, destination ?? openDestination({ dest: 1, sync: false }))
}
