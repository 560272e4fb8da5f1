import { attendanceContract } from '@jijiao/shared/attendance/contract'
import { defineFeature } from '../../feature'

export const attendance = defineFeature({
  name: 'attendance',
  contract: attendanceContract,
  collections: [],
  routes: () => ({}),
})
