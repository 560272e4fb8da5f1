import { timetableContract } from '@jijiao/shared/timetables/contract'
import { defineFeature } from '../../feature'
import { timetableRoutes } from './timetables.routes'

export { cancelPlannedSessions } from './timetable.commands'

/** A timetable is its planned roll calls; it has no copy of its own that could differ from them. */
export const timetables = defineFeature({
  name: 'timetables',
  contract: timetableContract,
  collections: [],
  routes: timetableRoutes,
})
