import type { CheckInView, MarkFlag, MarkView, MySession, SessionCounts, SessionView } from '@jijiao/shared/attendance'
import type { ClassState } from '@jijiao/shared/classes'
import type { OperatorActor } from '../../auth/actor'
import type { AttendanceMark, AttendanceSession } from './attendance.model'
import { sessionAbilities } from './attendance.policy'
import type { Written } from './check-in.batch'

export function presentSession(
  session: AttendanceSession,
  context: { readonly actor: OperatorActor; readonly counts: SessionCounts; readonly classState: ClassState },
): SessionView {
  return {
    id: String(session._id),
    classId: String(session.classId),
    className: session.className,
    place: session.place,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    lateAfterMinutes: session.lateAfterMinutes,
    offlineLimitMinutes: session.offlineLimitMinutes,
    geofence: session.geofence,
    scanOut: session.scanOut,
    remark: session.remark,
    teacher: session.teacher && { id: String(session.teacher.teacherId), name: session.teacher.name },
    isTimetabled: session.isTimetabled,
    state: session.state,
    openedAt: session.openedAt?.toISOString() ?? null,
    closedAt: session.closedAt?.toISOString() ?? null,
    wrongDigits: session.wrongDigits,
    counts: context.counts,
    abilities: sessionAbilities(session, context.actor, context.classState),
  }
}

export function presentMark(mark: AttendanceMark, extraFlags: readonly MarkFlag[] = []): MarkView {
  return {
    id: String(mark._id),
    state: mark.state,
    source: mark.source,
    markedAt: mark.markedAt.toISOString(),
    leftAt: mark.leftAt?.toISOString() ?? null,
    flags: [...mark.flags, ...extraFlags],
    decision: mark.decision,
    proposedState: mark.proposedState,
    reason: mark.reason,
    version: mark.version,
  }
}

export function presentCheckIn({ mark, session, isNew, isLeaving }: Written): CheckInView {
  return {
    mark: presentMark(mark),
    isRepeated: !isNew,
    isLeaving,
    session: {
      id: String(session._id),
      startsAt: session.startsAt.toISOString(),
      endsAt: session.endsAt.toISOString(),
      remark: session.remark,
    },
    class: { id: String(session.classId), name: session.className, place: session.place },
  }
}

export function presentMySession(session: AttendanceSession, mark: AttendanceMark | undefined): MySession {
  return {
    id: String(session._id),
    classId: String(session.classId),
    className: session.className,
    place: session.place,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    remark: session.remark,
    scanOut: session.scanOut,
    wantsPlace: session.geofence !== null,
    state: session.state,
    mark: mark ? presentMark(mark) : null,
  }
}
