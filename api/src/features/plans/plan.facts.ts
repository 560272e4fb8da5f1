import { type Circumstances, type Fact, fact } from '../../audit'
import type { CoursePlan } from './plan.model'

export const planFact = (
  of: Circumstances,
  what: Fact['what'],
  plan: Pick<CoursePlan, '_id' | 'organizationId'>,
  { from, to, reason = null }: Pick<Fact, 'from' | 'to'> & Partial<Pick<Fact, 'reason'>>,
): Fact =>
  fact(of, {
    what,
    subject: { kind: 'plan', id: String(plan._id) },
    organizationId: String(plan.organizationId),
    from,
    to,
    reason,
  })
