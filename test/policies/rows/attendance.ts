import { EVERYBODY, OUR_OPERATORS, REAL_NAME } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const see = (_: World, { id }: Thing): Input => ({ params: { sessionId: id } })
const START = '2026-03-02T01:00:00.000Z'
const END = '2026-03-02T04:00:00.000Z'

export const attendanceRows: Rows = {
  planSession: {
    may: ['declarer'],
    on: 'class',
    in: ['open'],
    input: (_, { id }) => ({ params: { classId: id }, body: { startsAt: START, endsAt: END } }),
  },
  listSessions: { may: [...OUR_OPERATORS, 'hr'], on: 'class', input: (_, { id }) => ({ params: { classId: id } }) },
  getSession: { may: [...OUR_OPERATORS, 'hr'], on: 'session', input: see },
  moveSession: {
    may: ['declarer'],
    on: 'session',
    in: ['planned'],
    input: (_, { id }) => ({ params: { sessionId: id }, body: { action: 'open' } }),
  },
  getCode: { may: ['declarer'], on: 'session', in: ['open'], input: see },
  linkScreen: { may: ['declarer'], on: 'session', in: ['open'], input: see },
  getScreen: {
    may: EVERYBODY,
    about: ['screen_ended'],
    input: () => ({ params: { sessionId: '0'.repeat(24), screenToken: 'none' } }),
  },
  getRoll: { may: [...OUR_OPERATORS, 'hr'], on: 'session', input: see },
  mark: {
    may: ['declarer'],
    on: 'session',
    in: ['open', 'closed'],
    input: ({ trainee }, { id }) => ({
      params: { sessionId: id },
      body: { marks: [{ traineeId: trainee.traineeId, state: 'present', version: 0 }] },
    }),
  },
  decideLateScans: {
    may: ['declarer'],
    on: 'session',
    in: ['open', 'closed'],
    input: ({ trainee }, { id }) => ({
      params: { sessionId: id },
      body: { traineeIds: [trainee.traineeId], decision: 'accept', reason: '手机没有网络' },
    }),
  },
  checkIn: { may: REAL_NAME, about: ['not_enrolled'], input: () => ({ body: { by: 'scan', code: 'none' } }) },
  tellPlace: {
    may: REAL_NAME,
    about: ['not_checked_in'],
    input: () => ({
      params: { sessionId: '0'.repeat(24) },
      body: { position: { latitude: 23.02, longitude: 113.75, accuracyMetres: 30 } },
    }),
  },
  listMySessions: { may: REAL_NAME },
}
