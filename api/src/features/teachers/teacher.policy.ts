import { mayMoveTeacher, type TeacherView } from '@jijiao/shared/teachers'
import { mayDo, ownedBy, type Work } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Teacher, teacherModel } from './teacher.model'

/** Teachers are kept by who holds classes. */
export const TEACHER_KEEPING: Work = { kinds: ['unit', 'provider'], grant: 'operate' }

/** Those of the unit acted for. Anybody else's are absent, not forbidden. */
export const visibleTo = ownedBy

export async function findVisibleTeacher(deps: Deps, actor: OperatorActor, teacherId: string): Promise<Teacher> {
  const found = await teacherModel(deps.db)
    .findOne({ _id: teacherId, ...visibleTo(actor) })
    .lean<Teacher | null>()
  if (!found) throw new Problem('not_found')
  return found
}

export function teacherAbilities(actor: OperatorActor, teacher: Teacher): TeacherView['abilities'] {
  const may = mayDo(actor, TEACHER_KEEPING)
  return {
    edit: may,
    enable: may && mayMoveTeacher('enable', teacher.state),
    disable: may && mayMoveTeacher('disable', teacher.state),
    remove: may && teacher.useCount === 0,
  }
}
