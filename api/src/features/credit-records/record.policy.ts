import { type MyRecordView, mayMoveRecord, type RecordAction, SHOWN_RECORD_STATES } from '@jijiao/shared/credit-records'
import { Types, trusted } from 'mongoose'
import type { PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { traineeIdOf } from '../affiliations'
import { type CreditRecord, creditRecordModel } from './record.model'

/** A person's own records, except drafts of others: those are their declarer's affair. */
export const ownRecords = (traineeId: string) => ({
  traineeId: new Types.ObjectId(traineeId),
  $or: [{ 'declaredBy.organizationId': null }, { state: trusted({ $in: [...SHOWN_RECORD_STATES] }) }],
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

/** What the person may do with a record of hers: she declares, others decide. */
export function ownAbilities(record: CreditRecord): MyRecordView['abilities'] {
  const isDeclarer = record.declaredBy.organizationId === null
  const can = (action: RecordAction) => isDeclarer && mayMoveRecord(action, record.state)
  return {
    edit: can('edit'),
    remove: can('remove'),
    submit: can('submit'),
    withdraw: can('withdraw') && record.review?.index === 0,
  }
}
