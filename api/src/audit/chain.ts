import { createHash } from 'node:crypto'
import type { Fact, SealedFact } from './facts'

/** What the first fact of a chain points back to. */
export const GENESIS = '0'.repeat(64)

/** A fact's text as it is hashed: fixed order of fields, sorted keys inside, so that reading back gives the same text. */
function canonical(seq: number, previousHash: string, fact: Fact): string {
  const details = fact.details && Object.entries(fact.details).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([
    seq,
    previousHash,
    String(fact._id),
    fact.what,
    fact.subject.kind,
    fact.subject.id,
    fact.organizationId,
    fact.actor.accountId,
    fact.actor.organizationId,
    fact.from,
    fact.to,
    fact.reason,
    details,
    fact.at.toISOString(),
    fact.requestId,
  ])
}

export function hashFact(seq: number, previousHash: string, fact: Fact): string {
  return createHash('sha256')
    .update(canonical(seq, previousHash, fact))
    .digest('hex')
}

/** Appends facts to a chain that ends with `head`. */
export function chain(head: { seq: number; hash: string }, facts: readonly Fact[]): SealedFact[] {
  let { seq, hash } = head
  return facts.map((fact) => {
    const previousHash = hash
    seq += 1
    hash = hashFact(seq, previousHash, fact)
    return { ...fact, seq, previousHash, hash }
  })
}

export type ChainFault = { readonly seq: number; readonly fault: 'missing' | 'broken link' | 'changed content' }

/** Checks one fact against the one before; `null` when it is as it was written. */
export function checkLink(previous: { seq: number; hash: string }, fact: SealedFact): ChainFault | null {
  if (fact.seq !== previous.seq + 1) return { seq: previous.seq + 1, fault: 'missing' }
  if (fact.previousHash !== previous.hash) return { seq: fact.seq, fault: 'broken link' }
  return hashFact(fact.seq, fact.previousHash, fact) === fact.hash ? null : { seq: fact.seq, fault: 'changed content' }
}
