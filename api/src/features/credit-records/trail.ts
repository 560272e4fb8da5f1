import type { RecordTrailResult, RecordTrailStep } from '@jijiao/shared/credit-records'
import { Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Deps } from '../../deps'
import { findPerson } from '../accounts'
import { organizationNames } from '../organizations'
import type { RecordTrailLine } from './record.model'

export type Signature = Pick<RecordTrailLine, 'organization' | 'operatorId' | 'operatorName' | 'at'>

/** Who signs a line of the trail, by the names they have now; `null`: a person for herself. */
export async function signatureOf(
  deps: Deps,
  of: Circumstances,
  organizationId: Types.ObjectId | null,
): Promise<Signature> {
  const { accountId } = of.actor
  const [names, person] = await Promise.all([
    organizationId && organizationNames(deps, [organizationId]),
    accountId === null ? null : findPerson(deps, accountId),
  ])
  return {
    organization: organizationId && { organizationId, name: names?.get(String(organizationId)) ?? '' },
    operatorId: accountId === null ? null : new Types.ObjectId(accountId),
    operatorName: person?.name ?? null,
    at: of.at,
  }
}

type Said = Partial<Pick<RecordTrailLine, 'opinion' | 'changes'>>

export const trailLine = (
  signature: Signature,
  step: RecordTrailStep,
  result: RecordTrailResult,
  { opinion = null, changes = null }: Said = {},
): RecordTrailLine => ({ ...signature, step, result, opinion, changes })
