import { type FieldError, PROBLEMS, type ProblemCode, type ProblemDocument } from '@jijiao/shared/http'

type ProblemOptions = {
  readonly detail?: string
  readonly errors?: readonly FieldError[]
  readonly headers?: Readonly<Record<string, string>>
  /** Members of the document beyond RFC 9457, such as the mark as stored. */
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** A refusal on its way to the client. Anything else that is thrown becomes a faceless 500. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly options: ProblemOptions = {},
  ) {
    super(options.detail ?? PROBLEMS[code].title)
    this.name = 'Problem'
  }

  get status(): number {
    return PROBLEMS[this.code].status
  }

  toDocument(requestId: string): ProblemDocument {
    const { title, status } = PROBLEMS[this.code]
    const { detail, errors, extensions } = this.options
    return {
      type: `urn:jijiao:problem:${this.code}`,
      title,
      status,
      code: this.code,
      ...(detail === undefined ? {} : { detail }),
      requestId,
      ...(errors === undefined ? {} : { errors }),
      ...extensions,
    }
  }
}

/** `detail`: a sentence of what exactly was too often, where the title alone would not help. */
export const tooManyRequests = (
  retryAfterSeconds: number,
  code: ProblemCode = 'too_many_requests',
  detail?: string,
): Problem =>
  new Problem(code, {
    ...(detail !== undefined && { detail }),
    headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterSeconds))) },
    extensions: { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterSeconds)) },
  })
