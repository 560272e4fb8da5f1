import { createCourse } from '@jijiao/api/features/courses'
import type { CourseInput } from '@jijiao/shared/courses'
import type { TestApi } from './api'
import { bySystem } from './classes'
import type { TestUnit } from './people'

export const aCourse: CourseInput = { series: '080', year: 2026, name: '工程伦理', content: '工程师的责任、规范与案例' }

/** An offered course of the authority. */
export async function addCourse(api: TestApi, authority: TestUnit, overrides: Partial<CourseInput> = {}) {
  const course = await createCourse(api.app.deps, bySystem(api), {
    ...aCourse,
    ...overrides,
    authorityId: authority.id,
  })
  return { id: String(course._id), name: course.name, year: course.year, series: course.series }
}
