import { lastScanAt, type MarkFlag, type MarkState } from '@jijiao/shared/attendance'
import { Problem } from '../../http/problem'
import type { AttendanceSession, Geofence } from './attendance.model'

export type Position = { readonly latitude: number; readonly longitude: number; readonly accuracyMetres: number }

/** One check-in as the server received it. */
export type Arrival = {
  readonly sessionId: string
  readonly traineeId: string
  readonly accountId: string
  readonly source: 'scan' | 'digits' | 'kept'
  /** The instant that counts: the server's clock, or the start of the slot whose code was scanned. */
  readonly at: number
  readonly receivedAt: number
  readonly device: string | null
  readonly position: Position | null
  readonly requestId: string
}

export type Verdict = {
  readonly state: MarkState
  readonly decision: 'pending' | null
  readonly proposedState: MarkState | null
  readonly flags: MarkFlag[]
  /** After the end of a roll call that is scanned on leaving: whoever was not there before does not arrive now. */
  readonly onlyLeaves: boolean
}

const MINUTE_MS = 60_000

/** What a check-in of an enrolled trainee amounts to; throws the refusal when the window is not open. */
export function judge(session: AttendanceSession, arrival: Arrival): Verdict {
  if (session.isSealed) throw new Problem('class_not_open')
  const state = stateAt(session, arrival.at)
  const onlyLeaves = arrival.at > session.endsAt.getTime()
  const flags = placeFlags(session.geofence, arrival.position)
  if (arrival.source !== 'kept') {
    assertOpen(session, arrival.at)
    return { state, decision: null, proposedState: null, flags, onlyLeaves }
  }
  assertWasOpen(session, arrival.at)
  flags.push('sentLate')
  const isInTime = arrival.receivedAt - arrival.at <= session.offlineLimitMinutes * MINUTE_MS
  if (isInTime) return { state, decision: null, proposedState: null, flags, onlyLeaves }
  flags.push('beyondLimit')
  return { state: 'absent', decision: 'pending', proposedState: state, flags, onlyLeaves }
}

const stateAt = (session: AttendanceSession, at: number): 'present' | 'late' =>
  at <= session.startsAt.getTime() + session.lateAfterMinutes * MINUTE_MS ? 'present' : 'late'

function assertOpen(session: AttendanceSession, at: number) {
  const startsAt = session.startsAt.toISOString()
  if (session.state === 'planned') throw new Problem('check_in_not_open', { extensions: { startsAt } })
  if (session.state !== 'open' || at > lastScanAt(session)) {
    const endedAt = (session.closedAt ?? session.endsAt).toISOString()
    throw new Problem('check_in_closed', { extensions: { endedAt } })
  }
}

/** A kept scan is judged by the window at the time of its code, even when the session has been closed since. */
function assertWasOpen(session: AttendanceSession, at: number) {
  // The first slot may have begun a few seconds before the operator's tap.
  const slack = MINUTE_MS
  if (session.openedAt === null || at < session.openedAt.getTime() - slack) throw new Problem('check_in_not_open')
  const closedAt =
    session.state === 'closed' && session.closedAt ? session.closedAt.getTime() : Number.POSITIVE_INFINITY
  if (at > Math.min(lastScanAt(session), closedAt)) throw new Problem('check_in_closed')
}

export function placeFlags(fence: Geofence | null, position: Position | null): MarkFlag[] {
  if (!fence) return []
  if (!position) return ['withoutPlace']
  // A poor fix is the phone's fault, not the trainee's: its accuracy counts in the trainee's favour, up to a limit.
  const tolerance = Math.min(position.accuracyMetres, 500)
  return distanceMetres(fence, position) - tolerance > fence.radiusMetres ? ['outsidePlace'] : []
}

const EARTH_RADIUS_METRES = 6_371_000

function distanceMetres(
  a: { latitude: number; longitude: number },
  b: { latitude: number; longitude: number },
): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const halfLatitude = Math.sin(radians(b.latitude - a.latitude) / 2)
  const halfLongitude = Math.sin(radians(b.longitude - a.longitude) / 2)
  const h = halfLatitude ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * halfLongitude ** 2
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}
