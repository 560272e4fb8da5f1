import type { z } from 'zod'
import type { Endpoint } from './endpoint'
import type { FileToSend, ReceivedFile } from './files'
import type { ProblemCode } from './problems'
import type { ListSheet } from './sheet'

/** An endpoint with the schemas of what goes in and comes out, and the problems it may answer besides the general ones. */
export type Operation = Endpoint & {
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** A list that is also a spreadsheet, for who sends `Accept` with `SHEET_TYPE`: all its pages, filters and masks kept. */
  readonly sheet?: ListSheet
  /** The body of a success; absent means 204. */
  readonly answer?: z.ZodType
  readonly status?: 200 | 201
  readonly problems?: readonly ProblemCode[]
}

export type Contract = Readonly<Record<string, Operation>>

type In<S> = S extends z.ZodType ? z.input<S> : never
type Part<O, K extends string> =
  O extends Readonly<Record<K, infer S>>
    ? S extends z.ZodType
      ? object extends In<S>
        ? { readonly [P in K]?: In<S> }
        : { readonly [P in K]: In<S> }
      : unknown
    : unknown

/** What a caller gives: `{ params, query, body, file }`, each only where the operation has it. */
export type OperationInput<O extends Operation> = Part<O, 'params'> &
  Part<O, 'query'> &
  Part<O, 'body'> &
  (O extends { readonly takesFile: object } ? { readonly file: FileToSend } : unknown)

/** What a caller receives. */
export type OperationOutput<O extends Operation> = O extends { readonly givesFile: true }
  ? ReceivedFile
  : O extends { readonly answer: infer S extends z.ZodType }
    ? z.output<S>
    : void
