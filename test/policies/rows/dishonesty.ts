import { OPERATORS, OUR_OPERATORS, REAL_NAME } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const one = (_: World, { id }: Thing): Input => ({ params: { recordId: id } })
const versioned = (_: World, { id, version }: Thing): Input => ({ params: { recordId: id }, body: { version } })
const reasoned = (_: World, { id, version }: Thing): Input => ({
  params: { recordId: id },
  body: { version, reason: '核实有误' },
})
const replied = (_: World, { id }: Thing): Input => ({ params: { recordId: id }, body: { text: '情况说明' } })
/** What somebody was told of, and sees from then on. */
const TOLD = ['noticed', 'effective', 'revoked', 'expired']

export const dishonestyRows: Rows = {
  list: { may: OPERATORS },
  record: {
    may: ['declarer', 'stranger'],
    input: ({ trainee }) => ({
      body: { subjectKind: 'person', traineeId: trainee.traineeId, category: 'proxyAttendance', content: '代签到一次' },
    }),
  },
  mine: { may: REAL_NAME },
  mineOne: { may: [], mayIn: { trainee: TOLD }, on: 'dishonesty', input: one },
  replyAsPerson: {
    may: [],
    mayIn: { trainee: TOLD },
    on: 'dishonesty',
    in: ['noticed', 'effective'],
    input: replied,
  },
  get: { may: OUR_OPERATORS, on: 'dishonesty', input: one },
  notify: { may: ['declarer'], on: 'dishonesty', in: ['recorded'], input: versioned },
  enforce: { may: ['decider'], on: 'dishonesty', in: ['noticed'], input: versioned },
  revoke: { may: ['decider'], on: 'dishonesty', in: ['recorded', 'noticed', 'effective'], input: reasoned },
  expire: { may: ['decider'], on: 'dishonesty', in: ['effective'], input: reasoned },
  reply: {
    may: [],
    mayIn: { stranger: TOLD },
    on: 'unitDishonesty',
    in: ['noticed', 'effective'],
    input: replied,
  },
}
