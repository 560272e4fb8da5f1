import { RECORD_LIFECYCLE, SHOWN_RECORD_STATES } from '@jijiao/shared/credit-records'
import type { OrganizationKind } from '@jijiao/shared/organizations'
import { Types, trusted } from 'mongoose'
import type { Work } from '../../auth/acting'
import type { OperatorActor, PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { traineeIdOf } from '../affiliations'
import { type Organization, organizationModel } from '../organizations'
import { type CreditRecord, creditRecordModel } from './record.model'

export const DECLARING: Work = { kinds: ['unit', 'provider'], grant: RECORD_LIFECYCLE.edit.by.grant }
export const SUBMITTING: Work = { kinds: ['provider'], grant: RECORD_LIFECYCLE.submit.by.grant }
export const CORRECTING: Work = { kinds: ['unit'], grant: RECORD_LIFECYCLE.correct.by.grant }
export const CONFIRMING: Work = { kinds: ['unit'], grant: RECORD_LIFECYCLE.confirm.by.grant }
export const DECIDING: Work = {
  kinds: ['unit', 'industryAuthority', 'hrAuthority'],
  grant: RECORD_LIFECYCLE.approve.by.grant,
}
export const ASKING_REVOCATION: Work = { kinds: DECIDING.kinds, grant: RECORD_LIFECYCLE.askRevocation.by.grant }

/** A draft is its declarer's own affair. */
const shown = { state: trusted({ $in: [...SHOWN_RECORD_STATES] }) }

/** A person's own records. */
export const ownRecords = (traineeId: string) => ({
  traineeId: new Types.ObjectId(traineeId),
  $or: [{ 'declaredBy.organizationId': null }, shown],
})

export async function findOwnRecord(deps: Deps, actor: PersonActor, recordId: string): Promise<CreditRecord> {
  const traineeId = await traineeIdOf(deps, actor)
  const found =
    traineeId === null
      ? null
      : await creditRecordModel(deps.db)
          .findOne({ _id: recordId, ...ownRecords(traineeId) })
          .lean<CreditRecord | null>()
  if (!found) throw new Problem('not_found')
  return found
}

const AUTHORITIES: readonly OrganizationKind[] = ['industryAuthority', 'hrAuthority']
export const isAuthority = ({ actingAs }: OperatorActor) => AUTHORITIES.includes(actingAs.kind)

/** The records that an authority looks after: of its region, and the industry authority's only where it decides. */
export async function ofRegion(deps: Pick<Deps, 'db'>, { actingAs }: OperatorActor) {
  const found = await organizationModel(deps.db)
    .findById(actingAs.organizationId, { regionCode: 1 })
    .lean<Pick<Organization, 'regionCode'> | null>()
  if (!found) throw new Problem('not_found')
  return {
    regionCodes: found.regionCode,
    ...(actingAs.kind === 'industryAuthority' && { 'review.steps': 'industryAuthority' as const }),
  }
}

/** What an organization declared, what a unit answers for, what an authority looks after. Anything else is absent. */
async function visibleTo(deps: Pick<Deps, 'db'>, actor: OperatorActor) {
  const id = new Types.ObjectId(actor.actingAs.organizationId)
  const declared = { 'declaredBy.organizationId': id }
  if (isAuthority(actor)) return { ...(await ofRegion(deps, actor)), ...shown }
  if (actor.actingAs.kind === 'provider') return declared
  return { $or: [declared, { organizationId: id, ...shown }] }
}

export async function findVisibleRecord(deps: Deps, actor: OperatorActor, recordId: string): Promise<CreditRecord> {
  const found = await creditRecordModel(deps.db)
    .findOne({ _id: recordId, ...(await visibleTo(deps, actor)) })
    .lean<CreditRecord | null>()
  if (!found) throw new Problem('not_found')
  return found
}

/** The unit that answers for a record, or an authority that finds fault with it. */
export const maySeekRevocation = (actor: OperatorActor, { organizationId }: Pick<CreditRecord, 'organizationId'>) =>
  isAuthority(actor) || String(organizationId) === actor.actingAs.organizationId
