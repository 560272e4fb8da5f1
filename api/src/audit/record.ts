import { type ClientSession, type Connection, Types } from 'mongoose'
import type { AccountActor } from '../auth/actor'
import type { RequestInfo } from '../http/call'
import { pendingFactModel } from './audit.model'
import type { Fact, FactActor } from './facts'

/** Who did it, when and in which request; taken from the call, never from the body. */
export type Circumstances = { readonly actor: FactActor; readonly at: Date; readonly requestId: string }

export function circumstances(
  actor: AccountActor | null,
  request: Pick<RequestInfo, 'id' | 'receivedAt'>,
): Circumstances {
  return {
    actor: {
      accountId: actor?.accountId ?? null,
      organizationId: actor?.actingAs?.organizationId ?? actor?.unitAccountOf ?? null,
    },
    at: new Date(request.receivedAt),
    requestId: request.id,
  }
}

type FactInput = Pick<Fact, 'what' | 'subject'> &
  Partial<Pick<Fact, 'organizationId' | 'from' | 'to' | 'reason' | 'details'>>

export function fact(of: Circumstances, input: FactInput): Fact {
  return {
    _id: new Types.ObjectId(),
    organizationId: of.actor.organizationId,
    from: null,
    to: null,
    reason: null,
    details: null,
    ...input,
    actor: of.actor,
    at: of.at,
    requestId: of.requestId,
  }
}

/**
 * Writes facts in the transaction of the change they tell of: both stand or neither. The sealer chains them within
 * about a second; chaining here would make every change in the system wait for every other.
 */
export async function recordFacts(db: Connection, facts: readonly Fact[], session: ClientSession): Promise<void> {
  // Lean: what the compiler has checked need not be cast again, which for thousands at once takes seconds.
  if (facts.length > 0) await pendingFactModel(db).insertMany([...facts], { session, lean: true })
}
