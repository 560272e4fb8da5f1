import type { TeacherAction } from '@jijiao/shared/teachers'
import type { teacherContract } from '@jijiao/shared/teachers/contract'
import { circumstances } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers, RequestInfo } from '../../http/call'
import { addTeacher, changeTeacher, moveTeacher, removeTeacher } from './teacher.commands'
import { findVisibleTeacher, TEACHER_KEEPING, visibleTo } from './teacher.policy'
import { presentTeacher, presentTeacherLine } from './teacher.presenter'
import { pageOfTeachers } from './teacher.queries'

export function teacherRoutes(deps: Deps): Handlers<typeof teacherContract> {
  const toChange = async (actor: OperatorActor, teacherId: string) => {
    const teacher = await findVisibleTeacher(deps, actor, teacherId)
    assertMayDo(actor, TEACHER_KEEPING)
    return teacher
  }
  type Call = { readonly params: { teacherId: string }; readonly actor: OperatorActor; readonly request: RequestInfo }
  const move =
    (action: TeacherAction) =>
    async ({ params, actor, request }: Call) => {
      const teacher = await toChange(actor, params.teacherId)
      return presentTeacher(deps, actor, await moveTeacher(deps, circumstances(actor, request), teacher, action))
    }

  return {
    async list({ query, actor }) {
      const { data, nextCursor } = await pageOfTeachers(deps, visibleTo(actor).organizationId, query)
      return { data: data.map((teacher) => presentTeacherLine(deps, actor, teacher)), nextCursor }
    },
    async add({ body, actor, request }) {
      assertMayDo(actor, TEACHER_KEEPING)
      const given = { ...body, organizationId: actor.actingAs.organizationId }
      return presentTeacher(deps, actor, await addTeacher(deps, circumstances(actor, request), given))
    },
    async get({ params, actor }) {
      return presentTeacher(deps, actor, await findVisibleTeacher(deps, actor, params.teacherId))
    },
    async edit({ params, body, actor, request }) {
      const teacher = await toChange(actor, params.teacherId)
      return presentTeacher(deps, actor, await changeTeacher(deps, circumstances(actor, request), teacher, body))
    },
    enable: move('enable'),
    disable: move('disable'),
    async remove({ params, actor, request }) {
      await removeTeacher(deps, circumstances(actor, request), await toChange(actor, params.teacherId))
    },
  }
}
