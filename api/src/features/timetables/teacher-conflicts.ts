import type { TimeConflict } from '@jijiao/shared/timetables'
import { type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { type AttendanceSession, namedByClass, sessionModel } from '../attendance'
import type { TrainingClass } from '../classes'

/** No roll call is longer. */
const DAY_MS = 24 * 60 * 60 * 1_000
const MOST_ELSEWHERE = 500

const TO_COME = () => trusted({ $in: ['planned', 'open'] as AttendanceSession['state'][] })

type Taught = AttendanceSession & { readonly teacher: NonNullable<AttendanceSession['teacher']> }
const isTaught = (session: AttendanceSession): session is Taught => session.teacher !== null

const overlap = (one: AttendanceSession, other: AttendanceSession) =>
  one.startsAt < other.endsAt && other.startsAt < one.endsAt

/**
 * Lessons of a class whose teacher has another class of the unit at the same time. It warns and forbids nothing: who
 * arranges the lessons may know better.
 */
export async function timeConflictsOf(
  deps: Pick<Deps, 'db'>,
  { _id: classId }: Pick<TrainingClass, '_id'>,
): Promise<TimeConflict[]> {
  const Sessions = sessionModel(deps.db)
  const lessons = (
    await Sessions.find({ classId, state: TO_COME() }).sort({ startsAt: 1, _id: 1 }).lean<AttendanceSession[]>()
  ).filter(isTaught)
  const elsewhere = (await namedByClass(deps, await lessonsElsewhere(deps, classId, lessons))).filter(isTaught)
  return lessons.flatMap((lesson) =>
    elsewhere
      .filter((other) => other.teacher.teacherId.equals(lesson.teacher.teacherId) && overlap(lesson, other))
      .map((other) => ({
        teacher: { id: String(lesson.teacher.teacherId), name: lesson.teacher.name },
        session: presentSession(lesson),
        with: { classId: String(other.classId), className: other.className, ...presentSession(other) },
      })),
  )
}

async function lessonsElsewhere(
  deps: Pick<Deps, 'db'>,
  classId: Types.ObjectId,
  lessons: readonly Taught[],
): Promise<AttendanceSession[]> {
  if (lessons.length === 0) return []
  const from = Math.min(...lessons.map(({ startsAt }) => startsAt.getTime()))
  const to = Math.max(...lessons.map(({ endsAt }) => endsAt.getTime()))
  const teachers = new Map(lessons.map(({ teacher }) => [String(teacher.teacherId), teacher.teacherId]))
  return sessionModel(deps.db)
    .find({
      'teacher.teacherId': trusted({ $in: [...teachers.values()] }),
      startsAt: trusted({ $gt: new Date(from - DAY_MS), $lt: new Date(to) }),
      state: TO_COME(),
      classId: trusted({ $ne: classId }),
    })
    .sort({ startsAt: 1, _id: 1 })
    .limit(MOST_ELSEWHERE)
    .lean<AttendanceSession[]>()
}

const presentSession = ({ _id, startsAt, endsAt }: AttendanceSession) => ({
  sessionId: String(_id),
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})
