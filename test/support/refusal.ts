import { type ProblemDocument, ProblemError } from '@jijiao/shared/http'
import { expect } from 'vitest'

/** What the API refused with; a test that was not refused fails. */
export const refusal = (call: Promise<unknown>): Promise<ProblemDocument> =>
  call.then(
    () => expect.fail('it was not refused'),
    (error: unknown) => {
      if (!(error instanceof ProblemError)) throw error
      return error.problem
    },
  )

/** `done`, the code of a refusal, or `unanswered` when nobody is there to answer any more. */
export const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof ProblemError ? error.code : 'unanswered'),
  )
