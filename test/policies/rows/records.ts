import { aRecord } from '../../support/records'
import { HOLDERS_THAT_OPERATE, OPERATORS, OUR_OPERATORS, type Persona, REAL_NAME } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const one = (_: World, { id }: Thing): Input => ({ params: { recordId: id } })
const versioned = (_: World, { id, version }: Thing): Input => ({ params: { recordId: id }, body: { version } })
const changed = (_: World, { id, version }: Thing): Input => ({
  params: { recordId: id },
  body: { ...aRecord, courseName: `工程伦理 ${id}`, version },
})
/** A draft is its declarer's own affair. */
const SHOWN = ['submitted', 'returned', 'recognized', 'rejected', 'superseded', 'revoked']
const NOT_ASKED = SHOWN.filter((state) => state !== 'recognized')
const DECIDERS: readonly Persona[] = ['decider', 'stranger', 'industry', 'hr', 'distantHr']
const NOBODY = '0'.repeat(24)

export const recordRows: Rows = {
  mine: { may: REAL_NAME },
  mineOne: { may: ['trainee'], on: 'ownRecord', input: one },
  declareMine: { may: REAL_NAME, input: () => ({ body: aRecord }) },
  editMine: { may: ['trainee'], on: 'ownRecord', in: ['draft', 'returned'], input: changed },
  removeMine: { may: ['trainee'], on: 'ownRecord', in: ['draft'], input: one },
  submitMine: { may: ['trainee'], on: 'ownRecord', in: ['draft', 'returned'], input: versioned },
  withdrawMine: { may: ['trainee'], on: 'ownRecord', in: ['submitted'], input: versioned },

  toDecide: { may: DECIDERS },
  recognized: { may: OPERATORS },
  declared: { may: OPERATORS },
  /** Another unit's person is nobody that one could declare for. */
  create: {
    may: HOLDERS_THAT_OPERATE,
    about: ['invalid_input'],
    input: ({ trainee }) => ({
      body: { ...aRecord, traineeName: trainee.name, residentId: trainee.residentId },
    }),
  },
  confirm: { may: ['decider', 'stranger'], input: () => ({ body: { ids: [NOBODY] } }) },
  decide: { may: DECIDERS, input: () => ({ body: { decision: 'approve', rows: [{ id: NOBODY }] } }) },
  get: { may: OUR_OPERATORS, mayIn: { hr: SHOWN }, on: 'record', input: one },
  edit: { may: ['declarer'], on: 'record', in: ['draft', 'returned'], input: changed },
  remove: { may: ['declarer'], on: 'record', in: ['draft'], input: one },
  /** A unit confirms what it declares; a provider submits it. */
  submit: { may: ['provider'], on: 'providerRecord', in: ['draft', 'returned'], input: versioned },
  withdraw: { may: ['provider'], on: 'providerRecord', in: ['submitted'], input: versioned },
  correct: {
    may: ['declarer'],
    on: 'record',
    in: ['recognized'],
    input: (world, thing) => {
      const { params, body } = changed(world, thing)
      return { ...(params && { params }), body: { ...Object(body), reason: '学时有误' } }
    },
  },
  askRevocation: {
    may: ['declarer'],
    mayIn: { hr: SHOWN },
    on: 'record',
    in: ['recognized'],
    input: (_, { id, version }) => ({ params: { recordId: id }, body: { version, reason: '重复申报' } }),
  },
  decideRevocation: {
    may: ['decider'],
    mayIn: { hr: NOT_ASKED },
    on: 'doubtedRecord',
    in: ['recognized'],
    input: (_, { id, version }) => ({ params: { recordId: id }, body: { version, decision: 'approve' } }),
  },
}
