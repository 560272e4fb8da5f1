import { HOLDERS_THAT_OPERATE, OPERATORS, OUR_OPERATORS, REAL_NAME } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const content = {
  name: '继续教育第一期',
  category: 'professional',
  courseName: '工程伦理',
  startsOn: '2026-03-02',
  endsOn: '2026-03-04',
  plannedNumber: 60,
  place: '一号楼报告厅',
  creditHourTenths: 180,
}
const params = ({ id }: Thing) => ({ classId: id })
const move = (_: World, thing: Thing): Input => ({ params: params(thing), body: { note: '' } })
const people = ({ trainee }: World, thing: Thing): Input => ({
  params: params(thing),
  body: { traineeIds: [trainee.traineeId] },
})

export const classRows: Rows = {
  list: { may: OPERATORS },
  create: { may: HOLDERS_THAT_OPERATE, input: () => ({ body: content }) },
  get: { may: [...OUR_OPERATORS, 'hr'], on: 'class', input: (_, thing) => ({ params: params(thing) }) },
  edit: {
    may: ['declarer'],
    on: 'class',
    in: ['planned'],
    input: (_, thing) => ({ params: params(thing), body: { version: thing.version, ...content } }),
  },
  open: { may: ['declarer'], on: 'class', in: ['planned'], input: move },
  setAttendanceRule: {
    may: ['declarer'],
    on: 'class',
    in: ['planned', 'open'],
    input: (_, thing) => ({
      params: params(thing),
      body: { version: thing.version, leastSharePercent: 80, leave: 'counts', scanOut: false },
    }),
  },
  enrollments: { may: [...OUR_OPERATORS, 'hr'], on: 'class', input: (_, thing) => ({ params: params(thing) }) },
  enrol: { may: ['declarer'], on: 'class', in: ['open'], input: people },
  enrolByIdentity: {
    may: ['provider'],
    on: 'providersClass',
    in: ['open'],
    input: ({ trainee: { name, residentId } }, thing) => ({
      params: params(thing),
      body: { people: [{ name, residentId }] },
    }),
  },
  withdraw: { may: ['declarer'], on: 'class', in: ['open'], input: people },
  mine: { may: REAL_NAME },
}
