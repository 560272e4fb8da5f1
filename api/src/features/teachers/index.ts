import { teacherContract } from '@jijiao/shared/teachers/contract'
import { defineFeature } from '../../feature'
import { teacherModel } from './teacher.model'
import { teacherRoutes } from './teachers.routes'
import { teacherUnitData } from './unit-data'

export { addTeacher, countTeacherUse } from './teacher.commands'
export { teachersOfUnit } from './teacher.queries'

export const teachers = defineFeature({
  name: 'teachers',
  contract: teacherContract,
  collections: [teacherModel],
  unitData: teacherUnitData,
  routes: teacherRoutes,
})
