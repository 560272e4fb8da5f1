import { aTeacher } from '../../support/teachers'
import { HOLDERS_THAT_OPERATE, OPERATORS, OUR_OPERATORS } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const one = (_: World, { id }: Thing): Input => ({ params: { teacherId: id } })

export const teacherRows: Rows = {
  list: { may: OPERATORS },
  add: { may: HOLDERS_THAT_OPERATE, input: () => ({ body: aTeacher() }) },
  get: { may: OUR_OPERATORS, on: 'teacher', input: one },
  edit: {
    may: ['declarer'],
    on: 'teacher',
    input: (_, { id, version }) => ({ params: { teacherId: id }, body: { version, name: '林老师' } }),
  },
  enable: { may: ['declarer'], on: 'teacher', in: ['disabled'], input: one },
  disable: { may: ['declarer'], on: 'teacher', in: ['enabled'], input: one },
  remove: { may: ['declarer'], on: 'teacher', input: one },
}
