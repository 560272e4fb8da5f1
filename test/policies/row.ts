import type { ProblemCode } from '@jijiao/shared/http'
import type { Persona } from './personas'
import type { Thing } from './thing'
import type { ThingKind } from './things'
import type { World } from './world'

export type Input = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly file?: Blob
}

/**
 * One operation: who may, and with what it is asked. The input must be valid for its contract, or the answer would tell
 * of the input and not of the right. Whatever is not listed in `may` is refused.
 */
export type Row = {
  readonly may: readonly Persona[]
  readonly input?: (world: World, thing: Thing) => Input
  /** The thing asked about, in which of its states the move is possible; in every other state it is refused as 409. */
  readonly on?: ThingKind
  readonly in?: readonly string[]
  /** Who may as well, but only while the thing is in one of these states: elsewhere it is absent to them. */
  readonly mayIn?: Readonly<Partial<Record<Persona, readonly string[]>>>
  /** Everybody signed in sees the thing, so that changing it is forbidden rather than absent. */
  readonly isPublic?: boolean
  /** It ends the account's sign-ins: asked by an account that nothing else needs. */
  readonly isThrowaway?: boolean
  /** It goes on from the sign-in itself, which must therefore be a real one. */
  readonly isOfSession?: boolean
  /** The task needs whole ID numbers or phones; each such look is in the audit log. */
  readonly showsWholeNumbers?: boolean
  /** Refusals that tell here of what was sent, not of who sent it. */
  readonly about?: readonly ProblemCode[]
}

export type Rows = Readonly<Record<string, Row>>
