import { type Circumstances, type Fact, fact } from '../../audit'
import type { CreditRecord } from './record.model'

type Told = Pick<Fact, 'from' | 'to'> & Partial<Pick<Fact, 'reason'>>

export const recordFact = (
  of: Circumstances,
  what: Fact['what'],
  record: Pick<CreditRecord, '_id' | 'organizationId' | 'traineeId' | 'year' | 'certifiedTenths' | 'selfApproved'>,
  { from, to, reason = null }: Told,
): Fact =>
  fact(of, {
    what,
    subject: { kind: 'creditRecord', id: String(record._id) },
    organizationId: String(record.organizationId),
    from,
    to,
    reason,
    details: {
      traineeId: String(record.traineeId),
      year: record.year,
      certifiedTenths: record.certifiedTenths,
      selfApproved: record.selfApproved,
    },
  })
