import { type Circumstances, type Fact, fact } from '../../audit'
import type { Certificate } from './certificate.model'

export const certificateFact = (
  of: Circumstances,
  what: Fact['what'],
  certificate: Pick<Certificate, '_id' | 'organizationId'>,
  { from, to, reason = null }: Pick<Fact, 'from' | 'to'> & Partial<Pick<Fact, 'reason'>>,
): Fact =>
  fact(of, {
    what,
    subject: { kind: 'certificate', id: String(certificate._id) },
    organizationId: String(certificate.organizationId),
    from,
    to,
    reason,
  })

/** To whom it belongs, and the page that shows it. */
export const noticeTo = ({ _id, traineeId }: Pick<Certificate, '_id' | 'traineeId'>) => ({
  traineeId: String(traineeId),
  link: { page: 'myCertificate' as const, params: { certificateId: String(_id) } },
})
