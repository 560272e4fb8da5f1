import type { classContract } from '@jijiao/shared/classes/contract'
import { circumstances } from '../../audit'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { traineeIdOf } from '../affiliations'
import { organizationNames } from '../organizations'
import { changeClass, createClass, openClass, setAttendanceRule } from './class.commands'
import { assertMayEnrol, assertMayEnrolByIdentity, assertMayOperate, findVisibleClass, visibleTo } from './class.policy'
import { presentClass, presentEnrollment, presentMyClass } from './class.presenter'
import { pageOfCandidates, pageOfClasses, pageOfEnrolled, pageOfMyClasses } from './class.queries'
import { enrolByIdentity } from './enrollment.by-identity'
import { enrolTrainees, withdrawEnrollments } from './enrollment.commands'

export function classRoutes(deps: Deps): Handlers<typeof classContract> {
  return {
    async list({ query, actor }) {
      const { data, nextCursor } = await pageOfClasses(deps, await visibleTo(deps, actor), query)
      return { data: data.map((trainingClass) => presentClass(actor, trainingClass)), nextCursor }
    },
    async create({ body, actor, request }) {
      assertMayOperate(actor)
      const plan = { ...body, organizationId: actor.actingAs.organizationId }
      return presentClass(actor, await createClass(deps, circumstances(actor, request), plan))
    },
    async get({ params, actor }) {
      return presentClass(actor, await findVisibleClass(deps, actor, params.classId))
    },
    async edit({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayOperate(actor)
      return presentClass(actor, await changeClass(deps, circumstances(actor, request), trainingClass, body))
    },
    async open({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayOperate(actor)
      const given = { trainingClass, note: body.note || null }
      return presentClass(actor, await openClass(deps, circumstances(actor, request), given))
    },
    async setAttendanceRule({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayOperate(actor)
      return presentClass(actor, await setAttendanceRule(deps, circumstances(actor, request), trainingClass, body))
    },
    async enrollments({ params, query, actor }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      const { data, nextCursor } =
        query.tab === 'enrolled'
          ? await pageOfEnrolled(deps, trainingClass._id, query)
          : await pageOfCandidates(deps, trainingClass, query)
      return { data: data.map((row) => presentEnrollment(deps, actor, trainingClass, row)), nextCursor }
    },
    async enrol({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayEnrol(actor)
      const given = { trainingClass, traineeIds: body.traineeIds }
      return { results: await enrolTrainees(deps, circumstances(actor, request), given) }
    },
    async enrolByIdentity({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayEnrolByIdentity(actor)
      const given = { trainingClass, people: body.people }
      return { results: await enrolByIdentity(deps, circumstances(actor, request), given) }
    },
    async withdraw({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayOperate(actor)
      const given = { trainingClass, traineeIds: body.traineeIds }
      return { results: await withdrawEnrollments(deps, circumstances(actor, request), given) }
    },
    async mine({ query, actor }) {
      const traineeId = await traineeIdOf(deps, actor)
      if (!traineeId) return { data: [], nextCursor: null }
      const { data, nextCursor } = await pageOfMyClasses(deps, traineeId, query)
      const names = await organizationNames(
        deps,
        data.map(({ trainingClass }) => trainingClass.organizationId),
      )
      return {
        data: data.map(({ enrollment, trainingClass }) =>
          presentMyClass(enrollment, trainingClass, names.get(String(trainingClass.organizationId)) ?? ''),
        ),
        nextCursor,
      }
    },
  }
}
