import type { Fact } from '../../audit'
import type { Notice } from '../../outbox'
import type { CreditRecord } from './record.model'

/** What the person is told: her hours in any case, what came back only if she declared it herself. */
export function noticesAbout(what: Fact['what'], record: CreditRecord, reason: string | null): Notice[] {
  const to = {
    traineeId: String(record.traineeId),
    link: { page: 'myRecord', params: { recordId: String(record._id) } },
  } as const
  const { courseName } = record
  const hours = (record.certifiedTenths ?? 0) / 10
  if (what === 'CreditRecordRecognized') return [{ ...to, kind: 'recordRecognized', data: { courseName, hours } }]
  if (what === 'CreditRecordRevoked') return [{ ...to, kind: 'recordRevoked', data: { courseName, hours, reason } }]
  if (record.declaredBy.organizationId !== null) return []
  const data = { courseName, opinion: reason }
  if (what === 'CreditRecordReturned') return [{ ...to, kind: 'recordReturned', data }]
  return what === 'CreditRecordRejected' ? [{ ...to, kind: 'recordRejected', data }] : []
}
