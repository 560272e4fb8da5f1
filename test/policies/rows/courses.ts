import { PERSONAL } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const one = (_: World, { id }: Thing): Input => ({ params: { courseId: id } })
const content = { series: '080', year: 2026, content: '工程师的责任、规范与案例' }

export const courseRows: Rows = {
  list: { may: PERSONAL },
  create: { may: ['industry'], input: () => ({ body: { ...content, name: '新课程' } }) },
  get: { may: PERSONAL, on: 'course', input: one },
  edit: {
    may: ['industry'],
    on: 'course',
    in: ['offered'],
    input: (_, { id, version }) => ({ params: { courseId: id }, body: { ...content, name: `课程${id}`, version } }),
    isPublic: true,
  },
  retire: { may: ['industry'], on: 'course', in: ['offered'], input: one, isPublic: true },
}
