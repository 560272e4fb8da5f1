import type { CourseLine, CourseView } from '@jijiao/shared/courses'
import type { AccountActor } from '../../auth/actor'
import type { Course } from './course.model'
import { courseAbilities } from './course.policy'

export const presentCourseLine = (actor: AccountActor, course: Course, authorityName: string): CourseLine => ({
  id: String(course._id),
  authority: { id: String(course.authorityId), name: authorityName },
  series: course.series,
  year: course.year,
  name: course.name,
  state: course.state,
  version: course.version,
  abilities: courseAbilities(actor, course),
})

export const presentCourse = (actor: AccountActor, course: Course, authorityName: string): CourseView => ({
  ...presentCourseLine(actor, course, authorityName),
  content: course.content,
  createdAt: course.createdAt.toISOString(),
  changedAt: course.changedAt.toISOString(),
})
