import type { Readable } from 'node:stream'
import type { AccessLevel, Contract, Operation, OperationOutput } from '@jijiao/shared/http'
import type { z } from 'zod'
import type { AccountActor, OperatorActor, PersonActor, UnitAccountActor } from '../auth/actor'

/** What a handler may know of the request besides its validated input. */
export type RequestInfo = {
  readonly id: string
  readonly address: string
  /** The client's random, kept key of this device, if it sent one. */
  readonly deviceKey: string | null
  /** Where the client reached us, for links in answers: `https://host`. */
  readonly origin: string
  /** By the server's clock, epoch milliseconds. */
  readonly receivedAt: number
}

type ActorOf<A extends AccessLevel> = {
  public: AccountActor | null
  signedIn: AccountActor
  account: AccountActor
  person: PersonActor
  applicant: OperatorActor
  operator: OperatorActor
  unitAccount: UnitAccountActor
}[A]

type Out<O, K extends string> = O extends Readonly<Record<K, infer S extends z.ZodType>> ? z.output<S> : undefined

/** A file as it came in: its name is a claim, its type not looked at yet. */
export type UploadedFile = { readonly name: string; readonly bytes: Buffer; readonly sha256: string }

export type Call<O extends Operation> = {
  readonly params: Out<O, 'params'>
  readonly query: Out<O, 'query'>
  readonly body: Out<O, 'body'>
  readonly actor: ActorOf<O['access']>
  readonly request: RequestInfo
  readonly file: O extends { readonly takesFile: object } ? UploadedFile : undefined
}

/**
 * An answer whose version is cheaper to know than its content: polling clients that already have the version are
 * answered 304 and the content is never produced.
 */
export class Versioned<T> {
  constructor(
    readonly version: string,
    readonly produce: () => Promise<T>,
  ) {}
}

/** An answer that is a file. It is offered for saving, never shown by the browser as a page of ours. */
export class FileAnswer {
  constructor(
    readonly file: {
      readonly name: string
      readonly type: string
      readonly content: Buffer | Readable
      /** Known beforehand of a stream. */
      readonly size?: number
    },
  ) {}
}

export type Handler<O extends Operation> = (
  call: Call<O>,
) => Promise<O extends { readonly givesFile: true } ? FileAnswer : OperationOutput<O> | Versioned<OperationOutput<O>>>

export type Handlers<C extends Contract> = { readonly [K in keyof C]: Handler<C[K]> }
