import type { TeacherConflict } from '@jijiao/shared/plans'
import type { ClientSession, Types } from 'mongoose'
import type { Deps } from '../../deps'
import { classesNaming } from '../classes'
import { teacherIdsOf } from './plan.content'
import type { CoursePlan, NamedTeacher } from './plan.model'

/** A run of days for which somebody is wanted: a planned class of this plan, or a class that exists. */
type Engagement = {
  readonly _id: Types.ObjectId
  readonly name: string
  readonly startsOn: string
  readonly endsOn: string
  readonly headTeacher: NamedTeacher
  readonly teachers: readonly NamedTeacher[]
}

const overlap = (one: Engagement, other: Engagement) => one.startsOn <= other.endsOn && other.startsOn <= one.endsOn

const peopleOf = ({ headTeacher, teachers }: Engagement) =>
  new Map([headTeacher, ...teachers].map((teacher) => [String(teacher.teacherId), teacher.name]))

/**
 * Teachers whom a plan wants for two classes on the same days, or who have another class of the unit then. It warns and
 * forbids nothing: days alone do not tell whether the hours collide.
 */
export async function teacherConflictsOf(
  deps: Pick<Deps, 'db'>,
  plan: CoursePlan,
  session?: ClientSession,
): Promise<TeacherConflict[]> {
  const span = { teacherIds: teacherIdsOf(plan.classes), from: plan.startsOn, to: plan.endsOn }
  const existing = await classesNaming(deps, plan.organizationId, span, session)
  const known = new Set(plan.classes.map(({ _id }) => String(_id)))
  const others = existing.flatMap((trainingClass): Engagement[] => {
    // An approved plan's own classes are compared as the plan has them.
    if (!trainingClass.plan || known.has(String(trainingClass._id))) return []
    const { _id, name, startsOn, endsOn } = trainingClass
    return [
      {
        _id,
        name,
        startsOn,
        endsOn,
        headTeacher: trainingClass.plan.headTeacher,
        teachers: trainingClass.plan.teachers,
      },
    ]
  })
  return plan.classes.flatMap((planned, index) =>
    [...plan.classes.slice(index + 1), ...others]
      .filter((other) => overlap(planned, other))
      .flatMap((other) => {
        const busy = peopleOf(other)
        return [...peopleOf(planned)]
          .filter(([id]) => busy.has(id))
          .map(([id, name]) => ({
            teacher: { id, name },
            plannedClass: { id: String(planned._id), name: planned.name },
            with: { id: String(other._id), name: other.name, startsOn: other.startsOn, endsOn: other.endsOn },
          }))
      }),
  )
}
