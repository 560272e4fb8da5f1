import { teacherContract } from '@jijiao/shared/teachers/contract'
import { defineFeature } from '../../feature'
import { teacherModel } from './teacher.model'
import { teacherRoutes } from './teachers.routes'

export { addTeacher, countTeacherUse } from './teacher.commands'
export { teachersOfUnit } from './teacher.queries'

export const teachers = defineFeature({
  name: 'teachers',
  contract: teacherContract,
  collections: [teacherModel],
  routes: teacherRoutes,
})
