/** What a unit can be told of, as it happens: a closed set, by which receivers may tell apart what they know. */
export const WEBHOOK_EVENTS = [
  'class.opened',
  'class.closed',
  'class.reopened',
  'class.cancelled',
  'record.recognized',
  'record.superseded',
  'record.revoked',
  'certificate.issued',
  'certificate.superseded',
  'certificate.suspended',
  'certificate.resumed',
  'certificate.revoked',
  'affiliation.confirmed',
  'affiliation.ended',
  'plan.approved',
  'plan.returned',
  'plan.rejected',
] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** Sent when the unit tries its address; nothing has happened. */
export const PING = 'ping'

/** Of what is sent. A receiver that does not know the number should refuse, so that nothing is lost unseen. */
export const WEBHOOK_PAYLOAD_VERSION = 1

export const MOST_WEBHOOKS = 10
/** So long after a rotation everything is signed with the secret before, too. */
export const SECRET_OVERLAP_HOURS = 24
/** An address that has answered nothing well for so long is given up. */
export const FAILING_DAYS = 3

/** Pauses between the attempts of one delivery, in seconds: about three days in all. */
export const RETRY_SECONDS = [10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400, 86_400] as const

/** Why an attempt failed. `refusedStatus`: it was answered, but not by 2xx; a redirect is not followed. */
export const DELIVERY_FAULTS = ['refusedStatus', 'addressRefused', 'timedOut', 'unreachable'] as const
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number]
