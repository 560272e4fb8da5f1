import { maskPhone, maskResidentId } from '@jijiao/shared/identifiers'
import type { TeacherLine, TeacherView } from '@jijiao/shared/teachers'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Teacher } from './teacher.model'
import { teacherAbilities } from './teacher.policy'

export const presentTeacherLine = (
  { vault }: Pick<Deps, 'vault'>,
  actor: OperatorActor,
  teacher: Teacher,
): TeacherLine => ({
  id: String(teacher._id),
  name: teacher.name,
  sex: teacher.sex,
  residentId: maskResidentId(vault.open('residentId', teacher.sealedResidentId)),
  phone: maskPhone(vault.open('phone', teacher.sealedPhone)),
  qualification: teacher.qualification,
  coursesTaught: teacher.coursesTaught,
  state: teacher.state,
  version: teacher.version,
  abilities: teacherAbilities(actor, teacher),
})

export const presentTeacher = (deps: Pick<Deps, 'vault'>, actor: OperatorActor, teacher: Teacher): TeacherView => ({
  ...presentTeacherLine(deps, actor, teacher),
  email: teacher.sealedEmail && deps.vault.open('email', teacher.sealedEmail),
  introduction: teacher.introduction,
  createdAt: teacher.createdAt.toISOString(),
  changedAt: teacher.changedAt.toISOString(),
})
