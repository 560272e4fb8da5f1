import { type MyRecordView, mayMoveRecord, type RecordAction, type RecordView } from '@jijiao/shared/credit-records'
import { mayDo } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Trainee } from '../affiliations'
import { hasHandIn } from './four-eyes'
import type { CreditRecord } from './record.model'
import {
  ASKING_REVOCATION,
  CONFIRMING,
  CORRECTING,
  DECIDING,
  DECLARING,
  maySeekRevocation,
  SUBMITTING,
} from './record.policy'
import { isUndecided, isUnderRevision } from './record.state'

/** What the person may do with a record of hers: she declares, others decide. */
export function ownAbilities(record: CreditRecord): MyRecordView['abilities'] {
  const isDeclarer = record.declaredBy.organizationId === null
  const can = (action: RecordAction) => isDeclarer && mayMoveRecord(action, record.state)
  return {
    edit: can('edit'),
    remove: can('remove'),
    submit: can('submit'),
    withdraw: can('withdraw') && isUndecided(record),
  }
}

type Looked = {
  readonly trainee: Pick<Trainee, 'accountId'>
  /** Whether the actor is the only one of the organization who may decide. */
  readonly isAlone: boolean
}

/** What the operator may do with a record, for the organization acted for. */
export function recordAbilities(
  actor: OperatorActor,
  record: CreditRecord,
  { trainee, isAlone }: Looked,
): RecordView['abilities'] {
  const { organizationId } = actor.actingAs
  const isDeclarer = String(record.declaredBy.organizationId) === organizationId
  const isResponsible = String(record.organizationId) === organizationId
  const isAwaited = String(record.awaitingId) === organizationId
  const isFree = isAlone || !hasHandIn(actor.accountId, { ...record, review: reviewing(record) }, trainee)
  const may = (action: RecordAction) => mayMoveRecord(action, record.state)
  const declares = isDeclarer && mayDo(actor, DECLARING)
  const decides = isAwaited && mayDo(actor, DECIDING) && isFree
  const mayRevise = !isUnderRevision(record)
  const asksRevocation = maySeekRevocation(actor, record) && mayDo(actor, ASKING_REVOCATION)
  const isRevocationFree = isAlone || String(record.revocation?.askedBy) !== actor.accountId
  return {
    edit: declares && may('edit'),
    remove: declares && may('remove'),
    submit: isDeclarer && mayDo(actor, SUBMITTING) && may('submit'),
    confirm: isDeclarer && isResponsible && mayDo(actor, CONFIRMING) && may('confirm') && isFree,
    withdraw: declares && may('withdraw') && isUndecided(record),
    approve: decides && may('approve'),
    return: decides && may('return'),
    reject: decides && may('reject'),
    correct: isResponsible && mayDo(actor, CORRECTING) && may('correct') && mayRevise,
    askRevocation: asksRevocation && may('askRevocation') && mayRevise,
    decideRevocation:
      isAwaited && mayDo(actor, DECIDING) && may('decideRevocation') && record.revocation !== null && isRevocationFree,
  }
}

/** A returned record begins its review anew: who decided before has no hand in that. */
const reviewing = ({ state, review }: CreditRecord) => (state === 'submitted' ? review : null)
