import { dayInChina } from '@jijiao/shared/credit-records'
import { Types, trusted } from 'mongoose'
import { type TodoSource, todoStream } from '../../approvals'
import { ownedBy } from '../../auth/acting'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { traineeIdOf, traineesById } from '../affiliations'
import { type AttendanceMark, type AttendanceSession, markModel, sessionModel } from './attendance.model'
import { findVisibleSession, mayTakeRoll } from './attendance.policy'
import { assertTakesMarks, decideLateScan } from './marks.commands'

const titleOf = ({ className, startsAt }: AttendanceSession) => `“${className}”${dayInChina(startsAt)} 补传的签到`

/** Scans that a phone sent later than their roll call allows: the class cannot be closed before somebody decides. */
export function lateScanTodo(deps: Deps): TodoSource {
  const Marks = markModel(deps.db)
  const undecided = { decision: 'pending' } as const
  const sessionsOf = async (marks: readonly AttendanceMark[]) => {
    const ids = marks.map(({ sessionId }) => sessionId)
    const found = await sessionModel(deps.db)
      .find({ _id: trusted({ $in: ids }) })
      .lean<AttendanceSession[]>()
    return new Map(found.map((session) => [String(session._id), session]))
  }
  return {
    kind: 'lateScan',
    subjectKind: 'attendanceMark',
    work: { kinds: ['unit', 'provider'], grant: 'operate' },
    streams(actor) {
      return { others: todoStream(Marks, { ...ownedBy(actor), ...undecided }, 'receivedAt') }
    },
    async rows(actor, ids) {
      const found = await Marks.find({
        _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }),
        ...ownedBy(actor),
        ...undecided,
      }).lean<AttendanceMark[]>()
      const [sessions, trainees] = await Promise.all([
        sessionsOf(found),
        traineesById(
          deps,
          found.map(({ traineeId }) => traineeId),
        ),
      ])
      return found.flatMap((mark) => {
        const session = sessions.get(String(mark.sessionId))
        if (!session) return []
        return {
          id: String(mark._id),
          askedAt: mark.receivedAt,
          title: titleOf(session),
          asker: trainees.get(String(mark.traineeId))?.name ?? '',
          neededOn: null,
          hasConflict: false,
          version: null,
          link: { page: 'roll', params: { sessionId: String(mark.sessionId) } },
          mayDecide: mayTakeRoll(actor),
        }
      })
    },
    async decide(actor, of, { id, decision, reason }) {
      const mark = await Marks.findOne({ _id: id, ...ownedBy(actor) }).lean<AttendanceMark | null>()
      if (!mark) throw new Problem('not_found')
      const session = await findVisibleSession(deps, actor, String(mark.sessionId))
      await assertTakesMarks(deps, session)
      const given = { traineeId: String(mark.traineeId), isAccepted: decision === 'approve', reason }
      return decideLateScan(deps, of, session, given)
    },
    async asked(actor, id) {
      const traineeId = actor.actingAs ? null : await traineeIdOf(deps, actor)
      const own = traineeId && (await Marks.findOne({ _id: id, traineeId, ...undecided }).lean<AttendanceMark | null>())
      const session = own && (await sessionsOf([own])).get(String(own.sessionId))
      if (!own || !session) return null
      const trainee = (await traineesById(deps, [own.traineeId])).get(String(own.traineeId))
      return {
        title: titleOf(session),
        asker: trainee?.name ?? '',
        askedAt: own.receivedAt,
        deciderId: own.organizationId,
      }
    },
  }
}
