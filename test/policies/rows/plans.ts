import { OPERATORS, OUR_OPERATORS } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const one = (_: World, { id }: Thing): Input => ({ params: { planId: id } })
const versioned = (_: World, { id, version }: Thing): Input => ({ params: { planId: id }, body: { version } })
const AUTHORITIES_THAT_REVIEW = ['industry', 'hr', 'distantHr'] as const

export const planRows: Rows = {
  toReview: { may: AUTHORITIES_THAT_REVIEW },
  list: { may: OPERATORS },
  create: { may: ['declarer', 'stranger'], input: ({ aPlan }) => ({ body: { ...aPlan, classes: [] } }) },
  get: {
    may: OUR_OPERATORS,
    on: 'plan',
    input: one,
    mayIn: { industry: ['submitted', 'returned', 'approved', 'rejected'] },
  },
  teacherConflicts: {
    may: OUR_OPERATORS,
    on: 'plan',
    input: one,
    mayIn: { industry: ['submitted', 'returned', 'approved', 'rejected'] },
  },
  edit: {
    may: ['declarer'],
    on: 'plan',
    in: ['draft', 'returned'],
    input: ({ aPlan }, { id, version }) => ({ params: { planId: id }, body: { ...aPlan, version } }),
  },
  remove: { may: ['declarer'], on: 'plan', in: ['draft'], input: one },
  submit: { may: ['declarer'], on: 'plan', in: ['draft', 'returned'], input: versioned },
  withdraw: { may: ['declarer'], on: 'plan', in: ['submitted'], input: versioned },
  decide: {
    may: [],
    mayIn: { industry: ['submitted', 'returned', 'approved', 'rejected'] },
    on: 'plan',
    in: ['submitted'],
    input: (_, { id, version }) => ({ params: { planId: id }, body: { version, decision: 'approve' } }),
  },
  reviewRoutes: { may: ['hr', 'distantHr'] },
  setReviewRoute: {
    may: ['hr'],
    input: () => ({ body: { regionCode: '441900', series: null, year: 2031, steps: ['industryAuthority'] } }),
  },
  removeReviewRoute: {
    may: ['hr'],
    on: 'reviewRoute',
    isPublic: true,
    input: (_, { id }) => ({ params: { routeId: id } }),
  },
}
