import { PING, WEBHOOK_PAYLOAD_VERSION, type WebhookEvent } from '@jijiao/shared/webhooks'
import type { Fact, SealedFact } from '../../audit'

const EVENTS: Readonly<Partial<Record<Fact['what'], WebhookEvent>>> = {
  ClassOpened: 'class.opened',
  ClassClosed: 'class.closed',
  ClassReopened: 'class.reopened',
  ClassCancelled: 'class.cancelled',
  CreditRecordRecognized: 'record.recognized',
  CreditRecordSuperseded: 'record.superseded',
  CreditRecordRevoked: 'record.revoked',
  CertificateIssued: 'certificate.issued',
  CertificateSuperseded: 'certificate.superseded',
  CertificateSuspended: 'certificate.suspended',
  CertificateResumed: 'certificate.resumed',
  CertificateRevoked: 'certificate.revoked',
  AffiliationConfirmed: 'affiliation.confirmed',
  AffiliationRestored: 'affiliation.confirmed',
  TraineeAdded: 'affiliation.confirmed',
  AffiliationEnded: 'affiliation.ended',
  TraineeLeft: 'affiliation.ended',
  TraineeTransferred: 'affiliation.ended',
  PlanApproved: 'plan.approved',
  PlanReturned: 'plan.returned',
  PlanRejected: 'plan.rejected',
}

export function eventOf({ what, to }: Pick<Fact, 'what' | 'to'>): WebhookEvent | undefined {
  // When units merge a binding ends in one and begins in the other.
  if (what === 'AffiliationMoved') return to === 'active' ? 'affiliation.confirmed' : 'affiliation.ended'
  return EVENTS[what]
}

/** Ids and numbers. Names, ID numbers and what somebody wrote as a reason stay in the system. */
const TOLD_DETAILS = ['traineeId', 'year', 'certifiedTenths', 'selfApproved']

export function bodyOfFact(deliveryId: string, event: WebhookEvent, fact: SealedFact): string {
  const details = Object.entries(fact.details ?? {}).filter(([name]) => TOLD_DETAILS.includes(name))
  return JSON.stringify({
    id: deliveryId,
    version: WEBHOOK_PAYLOAD_VERSION,
    event,
    occurredAt: fact.at.toISOString(),
    /** Of the audit log: what happened later has a greater one. */
    sequence: fact.seq,
    organizationId: fact.organizationId,
    subject: fact.subject,
    from: fact.from,
    to: fact.to,
    details: Object.fromEntries(details),
  })
}

export const bodyOfPing = (deliveryId: string, organizationId: string, at: Date) =>
  JSON.stringify({
    id: deliveryId,
    version: WEBHOOK_PAYLOAD_VERSION,
    event: PING,
    occurredAt: at.toISOString(),
    organizationId,
  })
