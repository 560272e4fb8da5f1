import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { classModel, type TrainingClass } from '../classes'
import type { AttendanceSession } from './attendance.model'

type Named = Pick<TrainingClass, '_id' | 'name' | 'place'>

/**
 * A roll call of the timetable of a class that is not open yet bears the name that the class had then. Until it is
 * opened itself the class's present name counts; from then on neither changes.
 */
export async function namedByClass(
  deps: Pick<Deps, 'db'>,
  sessions: readonly AttendanceSession[],
  transaction?: ClientSession,
): Promise<AttendanceSession[]> {
  const unopened = sessions.filter(({ openedAt }) => openedAt === null).map(({ classId }) => classId)
  const classes = unopened.length === 0 ? [] : await classesOf(deps, unopened, transaction)
  const byId = new Map(classes.map((one) => [String(one._id), one]))
  return sessions.map((session) => {
    const own = byId.get(String(session.classId))
    return own ? namedBy(own, session) : session
  })
}

/** The same with the class at hand. */
export const namedBy = (own: Pick<TrainingClass, 'name' | 'place'>, session: AttendanceSession): AttendanceSession =>
  session.openedAt === null ? { ...session, ...nameOf(own) } : session

export const nameOf = ({ name, place }: Pick<TrainingClass, 'name' | 'place'>) => ({
  className: name,
  place: place ?? null,
})

const classesOf = (deps: Pick<Deps, 'db'>, ids: readonly Types.ObjectId[], transaction?: ClientSession) =>
  classModel(deps.db)
    .find({ _id: trusted({ $in: [...ids] }) }, { name: 1, place: 1 }, { session: transaction ?? null })
    .lean<Named[]>()
    .exec()
