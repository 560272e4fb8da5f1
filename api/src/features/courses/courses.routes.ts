import type { courseContract } from '@jijiao/shared/courses/contract'
import { circumstances } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import type { AccountActor, OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { organizationNames } from '../organizations'
import { changeCourse, createCourse, retireCourse } from './course.commands'
import type { Course } from './course.model'
import { assertMayKeep, COURSE_KEEPING } from './course.policy'
import { presentCourse, presentCourseLine } from './course.presenter'
import { findCourse, pageOfCourses } from './course.queries'

export function courseRoutes(deps: Deps): Handlers<typeof courseContract> {
  const find = async (courseId: string) => {
    const course = await findCourse(deps, courseId)
    if (!course) throw new Problem('not_found')
    return course
  }
  const toChange = async (actor: OperatorActor, courseId: string) => {
    const course = await find(courseId)
    assertMayKeep(actor, course)
    return course
  }
  const present = async (actor: AccountActor, course: Course) => {
    const names = await organizationNames(deps, [course.authorityId])
    return presentCourse(actor, course, names.get(String(course.authorityId)) ?? '')
  }

  return {
    async list({ query, actor }) {
      const { data, nextCursor } = await pageOfCourses(deps, query)
      const names = await organizationNames(
        deps,
        data.map(({ authorityId }) => authorityId),
      )
      return {
        data: data.map((course) => presentCourseLine(actor, course, names.get(String(course.authorityId)) ?? '')),
        nextCursor,
      }
    },
    async create({ body, actor, request }) {
      assertMayDo(actor, COURSE_KEEPING)
      const given = { ...body, authorityId: actor.actingAs.organizationId }
      return present(actor, await createCourse(deps, circumstances(actor, request), given))
    },
    get: async ({ params, actor }) => present(actor, await find(params.courseId)),
    async edit({ params, body, actor, request }) {
      const course = await toChange(actor, params.courseId)
      return present(actor, await changeCourse(deps, circumstances(actor, request), course, body))
    },
    async retire({ params, actor, request }) {
      const course = await toChange(actor, params.courseId)
      return present(actor, await retireCourse(deps, circumstances(actor, request), course))
    },
  }
}
