import { HOLDERS_THAT_OPERATE, OPERATORS, OUR_OPERATORS, REAL_NAME } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const ofClass =
  (body?: unknown) =>
  (_: World, { id }: Thing): Input => ({ params: { classId: id }, body })
const move = ofClass({ note: '' })

export const leaveRequestRows: Rows = {
  ask: {
    may: ['trainee'],
    on: 'ownSession',
    input: (_, { id }) => ({ body: { sessionIds: [id], reason: '外出开会' } }),
  },
  mine: { may: REAL_NAME },
  withdraw: {
    may: ['trainee'],
    on: 'leaveRequest',
    in: ['pending'],
    input: (_, { id }) => ({ params: { leaveRequestId: id } }),
  },
  list: { may: OPERATORS },
  /** Rows of other units are refused one by one as absent. */
  decide: {
    may: HOLDERS_THAT_OPERATE,
    input: () => ({ body: { ids: ['0'.repeat(24)], decision: 'approve' } }),
  },
}

export const timetableRows: Rows = {
  set: {
    may: ['declarer'],
    on: 'class',
    in: ['planned', 'open'],
    input: (world, thing) => ofClass({ version: thing.version, entries: [] })(world, thing),
  },
  teacherConflicts: { may: [...OUR_OPERATORS, 'hr'], on: 'class', input: ofClass() },
  cancelSession: {
    may: ['declarer'],
    on: 'session',
    in: ['planned'],
    input: (_, { id }) => ({ params: { sessionId: id }, body: { reason: '老师请假' } }),
  },
}

export const classEndingRows: Rows = {
  preview: { may: [...OUR_OPERATORS, 'hr'], on: 'class', in: ['open', 'closed'], input: ofClass() },
  close: { may: ['decider'], on: 'class', in: ['open'], input: move },
  reopen: { may: ['decider'], on: 'class', in: ['closed'], input: ofClass({ reason: '成绩有误' }) },
  cancel: { may: ['declarer'], on: 'class', in: ['planned', 'open'], input: move },
}

export const spotCheckRows: Rows = {
  draw: { may: ['declarer', 'hr'], on: 'attendedClass', input: ofClass({ size: 1 }) },
  list: { may: [...OUR_OPERATORS, 'hr'], on: 'class', input: ofClass() },
  /** An authority's check is its own affair, and so is the unit's. */
  get: { may: OUR_OPERATORS, on: 'spotCheck', input: (_, { id }) => ({ params: { spotCheckId: id } }) },
  record: {
    may: ['declarer'],
    on: 'spotCheck',
    input: ({ trainee }, { id, version }) => ({
      params: { spotCheckId: id },
      body: { version, findings: [{ traineeId: trainee.traineeId, finding: 'agrees' }] },
    }),
  },
}
