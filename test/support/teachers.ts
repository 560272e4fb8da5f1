import { addTeacher } from '@jijiao/api/features/teachers'
import type { TestApi } from './api'
import { bySystem } from './classes'
import { residentIdOf, type TestUnit } from './people'

let last = 300_000

/** What an operator types for a new teacher; each time another person. */
export function aTeacher(name = '林老师') {
  last += 1
  return {
    name,
    residentId: residentIdOf(last),
    phone: `137${String(last).padStart(8, '0')}`,
    email: 'teacher@example.com',
    qualification: '083',
    coursesTaught: '工程伦理',
    introduction: '从教二十年',
  }
}

/** An enabled teacher of the unit. */
export async function addTestTeacher(api: TestApi, unit: TestUnit, name?: string) {
  const given = { ...aTeacher(name), organizationId: unit.id }
  const teacher = await addTeacher(api.app.deps, bySystem(api), given)
  return { id: String(teacher._id), name: teacher.name }
}
