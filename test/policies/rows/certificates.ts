import { certificateNumber } from '@jijiao/shared/certificates'
import { EVERYBODY, OUR_OPERATORS, type Persona, REAL_NAME } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const one = (_: World, { id }: Thing): Input => ({ params: { certificateId: id } })
const reasoned = (_: World, { id, version }: Thing): Input => ({
  params: { certificateId: id },
  body: { version, reason: '姓名有误' },
})
const people = ({ trainee }: World): Input => ({ body: { year: 2024, traineeIds: [trainee.traineeId] } })
const ISSUERS: readonly Persona[] = ['declarer', 'stranger']
const NEVER_ISSUED = certificateNumber({ year: 2025, regionCode: '441900', serial: '0123456789' })

export const certificateRows: Rows = {
  list: {
    may: [...OUR_OPERATORS, 'stranger', 'hr', 'distantHr'],
    input: () => ({ query: { year: '2025' } }),
  },
  /** Rows of other units' people are refused one by one. */
  issue: { may: ISSUERS, input: people },
  recount: { may: ISSUERS, input: people },
  recountYear: { may: ISSUERS, input: () => ({ body: { year: 2024 } }) },
  /** Of the own organization's recounts: of a job that is none there are no rows. */
  recountRows: { may: ISSUERS, input: () => ({ params: { jobId: '0'.repeat(24) } }) },
  print: {
    may: ['trainee', 'declarer', 'hr'],
    on: 'certificate',
    in: ['valid'],
    input: (_, { id }) => ({ body: { certificateIds: [id] } }),
  },
  mine: { may: REAL_NAME },
  get: { may: ['trainee', ...OUR_OPERATORS, 'hr'], on: 'certificate', input: one },
  regenerate: { may: ['declarer'], on: 'certificate', in: ['valid'], input: reasoned },
  suspend: { may: ['hr'], on: 'certificate', in: ['valid'], input: reasoned },
  resume: { may: ['hr'], on: 'certificate', in: ['suspended'], input: reasoned },
  revoke: { may: ['hr'], on: 'certificate', in: ['valid', 'suspended'], input: reasoned },
  verify: { may: EVERYBODY, input: () => ({ params: { verificationId: '2'.repeat(22) } }) },
  verifyNumber: { may: EVERYBODY, input: () => ({ body: { number: NEVER_ISSUED, name: '陈静' } }) },
  verifyCode: { may: EVERYBODY, input: () => ({ body: { text: '2'.repeat(22) } }) },
}
