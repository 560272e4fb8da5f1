import { HOLDERS_THAT_OPERATE, OUR_OPERATORS, REAL_NAME } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const params = ({ id }: Thing) => ({ traineeId: id })
const one = (_: World, thing: Thing): Input => ({ params: params(thing) })

export const traineeRows: Rows = {
  add: {
    may: HOLDERS_THAT_OPERATE.filter((persona) => persona !== 'provider'),
    input: () => ({ body: { name: '欧阳小三', residentId: '442000200002290129', education: '21' } }),
  },
  myChanges: { may: REAL_NAME },
  myReveals: { may: REAL_NAME },
  view: { may: [...OUR_OPERATORS, 'hr'], on: 'traineeItself', input: one },
  edit: {
    may: ['declarer'],
    on: 'traineeItself',
    input: (_, thing) => ({ params: params(thing), body: { version: thing.version, education: '21' } }),
  },
  changes: { may: [...OUR_OPERATORS, 'hr'], on: 'traineeItself', input: one },
  reveal: {
    may: ['declarer'],
    on: 'traineeItself',
    showsWholeNumbers: true,
    input: (_, thing) => ({ params: params(thing), body: { field: 'phone', purpose: '电话通知上课' } }),
  },
}
