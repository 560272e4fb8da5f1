import {
  type ApprovalDecision,
  type ApprovalKind,
  type ApprovalPage,
  REASONED_KINDS,
  type ReasonedKind,
} from '@jijiao/shared/approvals'
import type { Types } from 'mongoose'
import type { Circumstances, Fact } from '../audit'
import type { Work } from '../auth/acting'
import type { OperatorActor, PersonActor } from '../auth/actor'
import { Problem } from '../http/problem'
import type { TodoStream } from './stream'

/** A thing as the to-do list shows it to one operator. */
export type TodoRow = {
  readonly id: string
  readonly askedAt: Date
  readonly title: string
  /** A name; nothing else of a person. */
  readonly asker: string
  /** The day on which a decision has no sense any more. */
  readonly neededOn: string | null
  readonly hasConflict: boolean
  readonly version: number | null
  readonly link: { readonly page: ApprovalPage; readonly params: Readonly<Record<string, string>> }
  /** Not what is the operator's own. */
  readonly mayDecide: boolean
}

export type TodoDecision<Reason = string | null> = {
  readonly id: string
  readonly version: number | undefined
  readonly decision: ApprovalDecision
  readonly reason: Reason
}

/** What somebody has asked and waits for. */
export type AskedThing = {
  readonly title: string
  readonly asker: string
  readonly askedAt: Date
  /** The organization that decides. */
  readonly deciderId: Types.ObjectId
}

type TodoStreams = { readonly conflicts?: TodoStream; readonly others?: TodoStream }

/** How a feature lets the one to-do list at what waits in it. The rules of a decision stay the feature's. */
export type TodoSource = SourceOf<Exclude<ApprovalKind, ReasonedKind>, string | null> | ReasonedSource

/** Of things that are decided with a reason whichever way it goes. */
type ReasonedSource = SourceOf<ReasonedKind, string>

type SourceOf<Kind, Reason> = {
  readonly kind: Kind
  readonly subjectKind: Fact['subject']['kind']
  /** Who decides these. */
  readonly work: Work
  /** What waits for the organization acted for: what stands against something, and the rest. */
  streams(actor: OperatorActor): TodoStreams | Promise<TodoStreams>
  /** Those of the things that wait for the organization acted for, in any order; with few queries however many. */
  rows(actor: OperatorActor, ids: readonly string[]): Promise<TodoRow[]>
  decide(actor: OperatorActor, of: Circumstances, given: TodoDecision<Reason>): Promise<unknown>
  /** What the person, or the organization acted for, has asked; `null` when it does not wait, or is another's. */
  asked(actor: PersonActor, id: string): Promise<AskedThing | null>
}

const wantsReason = (source: TodoSource): source is ReasonedSource =>
  REASONED_KINDS.some((kind) => kind === source.kind)

/** Lets the feature decide, with a reason where there must be one. */
export async function decideTodo(
  source: TodoSource,
  actor: OperatorActor,
  of: Circumstances,
  given: TodoDecision,
): Promise<void> {
  const { reason } = given
  if (!wantsReason(source)) await source.decide(actor, of, given)
  else if (reason !== null) await source.decide(actor, of, { ...given, reason })
  else throw new Problem('approval_reason_required')
}

export { type TodoPlace, type TodoStream, todoStream } from './stream'
