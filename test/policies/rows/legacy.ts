import { OPERATORS, REAL_NAME } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const one = (_: World, { id }: Thing): Input => ({ params: { certificateId: id } })

export const legacyRows: Rows = {
  bind: { may: ['declarer', 'stranger'], input: () => ({ body: { method: 'same' } }) },
  bindings: { may: OPERATORS },
  records: { may: OPERATORS },
  certificates: { may: OPERATORS },
  certificate: { may: ['declarer'], on: 'legacyCertificate', showsWholeNumbers: true, input: one },
  people: { may: OPERATORS },
  myRecords: { may: REAL_NAME },
  myCertificates: { may: REAL_NAME },
  myCertificate: { may: ['trainee'], on: 'legacyCertificate', showsWholeNumbers: true, input: one },
  claims: { may: ['hr', 'distantHr'] },
  decideClaim: {
    may: ['hr'],
    on: 'legacyClaim',
    in: ['open'],
    input: (_, { id }) => ({ params: { claimId: id }, body: { decision: 'refuse', opinion: '证明不足' } }),
  },
}
