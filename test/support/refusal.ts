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
