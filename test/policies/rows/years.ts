import { OUR_OPERATORS, REAL_NAME } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const params = { year: '2026' }
const ofUnit = (_: World, { id }: Thing): Input => ({ params, query: { organizationId: id } })

export const yearRows: Rows = {
  mine: { may: REAL_NAME, input: () => ({ params }) },
  standings: { may: [...OUR_OPERATORS, 'hr'], on: 'unitItself', input: ofUnit },
  summary: { may: [...OUR_OPERATORS, 'hr'], on: 'unitItself', input: ofUnit },
  units: { may: ['hr', 'distantHr'], input: () => ({ params }) },
  ofTrainee: {
    may: [...OUR_OPERATORS, 'hr'],
    on: 'traineeItself',
    input: (_, { id }) => ({ params: { ...params, traineeId: id } }),
  },
  recount: { may: ['declarer', 'stranger'], input: () => ({ params }) },
  remindable: { may: ['declarer', 'stranger'], input: () => ({ params }) },
  remind: {
    may: ['declarer'],
    on: 'traineeItself',
    input: (_, { id }) => ({ params, body: { traineeIds: [id] } }),
  },
  remindAll: { may: ['declarer', 'stranger'], input: () => ({ params, body: {} }) },
}
