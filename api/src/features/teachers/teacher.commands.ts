import { checkResidentId, RESIDENT_ID_MESSAGES } from '@jijiao/shared/identifiers'
import { TEACHER_LIFECYCLE, type TeacherAction, type TeacherInput } from '@jijiao/shared/teachers'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Teacher, teacherModel } from './teacher.model'

type NewTeacher = TeacherInput & {
  readonly organizationId: string
  /** Given where it must be the same on every machine, as in the demo world. */
  readonly id?: string
}

export async function addTeacher(deps: Deps, of: Circumstances, given: NewTeacher): Promise<Teacher> {
  const { organizationId, id, residentId, phone, ...details } = given
  const teacher: Teacher = {
    _id: new Types.ObjectId(id),
    organizationId: new Types.ObjectId(organizationId),
    ...detailsOf(deps, details),
    ...identityOf(deps, of, residentId, details.sex),
    sealedPhone: deps.vault.seal('phone', phone),
    state: 'enabled',
    useCount: 0,
    version: 1,
    createdAt: of.at,
    changedAt: of.at,
  }
  return once(deps, async (session) => {
    await teacherModel(deps.db).create([teacher], { session })
    await recordFacts(deps.db, [teacherFact(of, 'TeacherAdded', teacher, null)], session)
    return teacher
  })
}

type Change = Omit<TeacherInput, 'residentId' | 'phone'> &
  Partial<Pick<TeacherInput, 'residentId' | 'phone'>> & { readonly version: number }

/** As the version that was edited; numbers that are not given stay as they are. */
export async function changeTeacher(deps: Deps, of: Circumstances, teacher: Teacher, given: Change): Promise<Teacher> {
  const { version, residentId, phone, ...details } = given
  const stored = () => deps.vault.open('residentId', teacher.sealedResidentId)
  const change = {
    ...detailsOf(deps, details),
    ...identityOf(deps, of, residentId ?? stored(), details.sex),
    ...(phone !== undefined && { sealedPhone: deps.vault.seal('phone', phone) }),
    changedAt: of.at,
  }
  return once(deps, async (session) => {
    const changed = await teacherModel(deps.db)
      .findOneAndUpdate(
        { _id: teacher._id, version },
        { $set: change, $inc: { version: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<Teacher | null>()
    if (!changed) throw new Problem('state_conflict')
    await recordFacts(deps.db, [teacherFact(of, 'TeacherChanged', changed, changed.state)], session)
    return changed
  })
}

const MOVE_FACTS = { enable: 'TeacherEnabled', disable: 'TeacherDisabled' } as const satisfies Record<
  TeacherAction,
  Fact['what']
>

export async function moveTeacher(
  deps: Deps,
  of: Circumstances,
  teacher: Pick<Teacher, '_id'>,
  action: TeacherAction,
): Promise<Teacher> {
  const { from, to } = TEACHER_LIFECYCLE[action]
  return inTransaction(deps.db, async (session) => {
    const before = await teacherModel(deps.db)
      .findOneAndUpdate(
        { _id: teacher._id, state: trusted({ $in: [...from] }) },
        { $set: { state: to, changedAt: of.at }, $inc: { version: 1 } },
        { returnDocument: 'before', session },
      )
      .lean<Teacher | null>()
    if (!before) throw new Problem('state_conflict')
    const moved: Teacher = { ...before, state: to, changedAt: of.at, version: before.version + 1 }
    await recordFacts(deps.db, [teacherFact(of, MOVE_FACTS[action], moved, before.state)], session)
    return moved
  })
}

/** Deletes a teacher whom no plan names; `teacher_in_use` otherwise. */
export async function removeTeacher(deps: Deps, of: Circumstances, { _id }: Pick<Teacher, '_id'>): Promise<void> {
  await inTransaction(deps.db, async (session) => {
    const removed = await teacherModel(deps.db)
      .findOneAndDelete({ _id, useCount: 0 }, { session })
      .lean<Teacher | null>()
    if (!removed) {
      const isThere = await teacherModel(deps.db).exists({ _id }).session(session)
      throw new Problem(isThere ? 'teacher_in_use' : 'not_found')
    }
    await recordFacts(deps.db, [teacherFact(of, 'TeacherRemoved', removed, removed.state)], session)
  })
}

/**
 * A plan tells in its own transaction whom it names now and names no more. Who begins to be named must be enabled and
 * the unit's own, which the caller has seen: `state_conflict` when that changed meanwhile.
 */
export async function countTeacherUse(
  deps: Pick<Deps, 'db'>,
  organizationId: Types.ObjectId,
  { begun, ended }: { readonly begun: readonly Types.ObjectId[]; readonly ended: readonly Types.ObjectId[] },
  session: ClientSession,
): Promise<void> {
  const Teachers = teacherModel(deps.db)
  if (begun.length > 0) {
    const counted = await Teachers.updateMany(
      { _id: trusted({ $in: [...begun] }), organizationId, state: 'enabled' },
      { $inc: { useCount: 1 } },
      { session },
    )
    if (counted.matchedCount !== begun.length) throw new Problem('state_conflict')
  }
  if (ended.length > 0) {
    const filter = { _id: trusted({ $in: [...ended] }), organizationId }
    await Teachers.updateMany(filter, { $inc: { useCount: -1 } }, { session })
  }
}

/** Of one ID number a unit has one teacher, whatever two operators do at once. */
async function once(deps: Deps, work: (session: ClientSession) => Promise<Teacher>): Promise<Teacher> {
  try {
    return await inTransaction(deps.db, work)
  } catch (error) {
    if (isDuplicateKey(error, 'residentIdIndex')) throw new Problem('teacher_exists')
    throw error
  }
}

type Details = Pick<TeacherInput, 'name' | 'email' | 'qualification' | 'coursesTaught' | 'introduction'>

const detailsOf = (
  deps: Pick<Deps, 'vault'>,
  { name, email, qualification, coursesTaught, introduction }: Details,
) => ({
  name,
  nameKeys: nameKeys(name),
  sealedEmail: email && deps.vault.seal('email', email),
  qualification,
  coursesTaught,
  introduction,
})

function identityOf(deps: Pick<Deps, 'vault'>, of: Circumstances, typed: string, sex: TeacherInput['sex']) {
  const check = checkResidentId(typed, { on: of.at, sex: sex ?? null })
  if (!check.ok) {
    const field = check.problem === 'sexMismatch' ? 'sex' : 'residentId'
    const errors = [{ pointer: `#/${field}`, detail: RESIDENT_ID_MESSAGES[check.problem] }]
    throw new Problem('invalid_input', { errors })
  }
  return {
    sex: check.sex,
    sealedResidentId: deps.vault.seal('residentId', check.value),
    residentIdIndex: deps.vault.blindIndex('residentId', check.value),
  }
}

const teacherFact = (of: Circumstances, what: Fact['what'], teacher: Teacher, from: string | null) =>
  fact(of, {
    what,
    subject: { kind: 'teacher', id: String(teacher._id) },
    organizationId: String(teacher.organizationId),
    from,
    to: what === 'TeacherRemoved' ? null : teacher.state,
  })
