import { planSession } from '@jijiao/api/features/attendance'
import { createClass, type TrainingClass } from '@jijiao/api/features/classes'
import { SESSION_STATES } from '@jijiao/shared/attendance'
import { CLASS_STATES } from '@jijiao/shared/classes'
import { LEAVE_STATES } from '@jijiao/shared/leave-requests'
import { TEACHER_STATES } from '@jijiao/shared/teachers'
import { aClass, addOpenClass, bySystem } from '../../support/classes'
import { addTestTeacher } from '../../support/teachers'
import { ANY, inState, type Kind } from '../thing'
import type { World } from '../world'

const HOUR_MS = 3_600_000

/** A roll call that begins in an hour. */
async function comingSession({ api }: World, trainingClass: TrainingClass) {
  const startsAt = new Date(api.clock.now() + HOUR_MS)
  const { _id: id } = await planSession(api.app.deps, bySystem(api), trainingClass, {
    startsAt,
    endsAt: new Date(startsAt.getTime() + HOUR_MS),
    lateAfterMinutes: 10,
    offlineLimitMinutes: 30,
    geofence: null,
    remark: null,
  })
  return { id }
}

const attendedClass = ({ api, unit, trainee }: World) => addOpenClass(api, unit, [trainee])
const ownSession = async (world: World) => comingSession(world, await attendedClass(world))

export const classThings = {
  class: {
    states: CLASS_STATES,
    async make(world, state) {
      const given = { ...aClass, organizationId: world.unit.id }
      const { _id: id, version } = await createClass(world.api.app.deps, bySystem(world.api), given)
      return inState(world, 'classes', { id, version }, state)
    },
  },
  providersClass: {
    states: CLASS_STATES,
    async make(world, state) {
      const given = { ...aClass, organizationId: world.provider.id }
      const { _id: id, version } = await createClass(world.api.app.deps, bySystem(world.api), given)
      return inState(world, 'classes', { id, version }, state)
    },
  },
  attendedClass: { states: ANY, make: async (world) => ({ id: (await attendedClass(world))._id }) },
  session: {
    states: SESSION_STATES,
    async make(world, state) {
      const session = await comingSession(world, await addOpenClass(world.api, world.unit))
      return inState(world, 'attendanceSessions', session, state)
    },
  },
  /** Of a class that the trainee attends. */
  ownSession: { states: ANY, make: ownSession },
  leaveRequest: {
    states: LEAVE_STATES,
    async make(world, state) {
      const { id } = await ownSession(world)
      const body = { sessionIds: [String(id)], reason: '外出开会' }
      const { data } = await world.as('trainee').leaveRequests.ask({ body })
      const isStanding = state === 'pending' || state === 'approved'
      return inState(world, 'leaveRequests', { id: data[0]?.id }, state, { isStanding })
    },
  },
  spotCheck: {
    states: ANY,
    async make(world) {
      const params = { classId: String((await attendedClass(world))._id) }
      return world.as('declarer').spotChecks.draw({ params, body: { size: 1 } })
    },
  },
  teacher: {
    states: TEACHER_STATES,
    async make(world, state) {
      const { id } = await addTestTeacher(world.api, world.unit)
      return inState(world, 'teachers', { id, version: 1 }, state)
    },
  },
} as const satisfies Record<string, Kind>
