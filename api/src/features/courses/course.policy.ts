import { COURSE_LIFECYCLE, type CourseView } from '@jijiao/shared/courses'
import { mayDo, type Work } from '../../auth/acting'
import type { AccountActor, OperatorActor } from '../../auth/actor'
import { Problem } from '../../http/problem'
import type { Course } from './course.model'

export const COURSE_KEEPING: Work = { kinds: ['industryAuthority'], grant: COURSE_LIFECYCLE.retire.by }

/** Everybody signed in reads the whole catalogue; an authority changes what it keeps itself. */
const mayKeep = (actor: AccountActor, course: Course) =>
  mayDo(actor, COURSE_KEEPING) && actor.actingAs?.organizationId === String(course.authorityId)

export function assertMayKeep(actor: OperatorActor, course: Course) {
  if (!mayKeep(actor, course)) throw new Problem('not_allowed')
}

export function courseAbilities(actor: AccountActor, course: Course): CourseView['abilities'] {
  const may = mayKeep(actor, course) && course.state === 'offered'
  return { edit: may, retire: may }
}
