import type { Connection } from 'mongoose'
import { sealedFactModel } from './audit.model'
import { type ChainFault, checkLink, GENESIS } from './chain'
import type { SealedFact } from './facts'

export type ChainVerdict = { readonly checked: number; readonly head: string; readonly fault: ChainFault | null }

/** Reads the whole chain in order. The head's hash, kept elsewhere, also proves that nothing was cut off the end. */
export async function verifyChain(db: Connection): Promise<ChainVerdict> {
  let previous = { seq: 0, hash: GENESIS }
  for await (const fact of sealedFactModel(db).collection.find<SealedFact>({}, { sort: { seq: 1 } })) {
    const fault = checkLink(previous, fact)
    if (fault) return { checked: previous.seq, head: previous.hash, fault }
    previous = { seq: fact.seq, hash: fact.hash }
  }
  return { checked: previous.seq, head: previous.hash, fault: null }
}
