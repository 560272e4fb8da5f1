import { teacherContract } from '@jijiao/shared/teachers/contract'
import { defineFeature } from '../../feature'
import { teacherPersonalData } from './personal-data'
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
  personalData: teacherPersonalData,
  routes: teacherRoutes,
})
