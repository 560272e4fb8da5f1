import { COURSE_LIFECYCLE, type CourseInput } from '@jijiao/shared/courses'
import { syllablesOf } from '@jijiao/shared/text/pinyin'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { searchTextOf } from '../../db/text-search'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Course, courseModel } from './course.model'

type NewCourse = CourseInput & {
  readonly authorityId: string
  /** Given where it must be the same on every machine, as in the demo world. */
  readonly id?: string
}

const keysOf = (name: string) => ({ namePinyin: syllablesOf(name).join(''), searchText: searchTextOf(name) })

export async function createCourse(deps: Pick<Deps, 'db'>, of: Circumstances, given: NewCourse): Promise<Course> {
  const { authorityId, id, ...content } = given
  const course: Course = {
    _id: new Types.ObjectId(id),
    authorityId: new Types.ObjectId(authorityId),
    ...content,
    ...keysOf(content.name),
    state: 'offered',
    version: 1,
    createdAt: of.at,
    changedAt: of.at,
  }
  return once(deps, async (session) => {
    await courseModel(deps.db).create([course], { session })
    await recordFacts(deps.db, [courseFact(of, 'CourseCreated', course, null)], session)
    return course
  })
}

/** Changes an offered course, as the version that was edited. */
export async function changeCourse(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { _id }: Pick<Course, '_id'>,
  given: CourseInput & { readonly version: number },
): Promise<Course> {
  const { version, ...content } = given
  const change = { ...content, ...keysOf(content.name), changedAt: of.at }
  return once(deps, async (session) => {
    const changed = await courseModel(deps.db)
      .findOneAndUpdate(
        { _id, state: 'offered', version },
        { $set: change, $inc: { version: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<Course | null>()
    if (!changed) {
      const isOffered = await courseModel(deps.db).exists({ _id, state: 'offered' }).session(session)
      throw new Problem(isOffered ? 'state_conflict' : 'course_retired')
    }
    await recordFacts(deps.db, [courseFact(of, 'CourseChanged', changed, changed.state)], session)
    return changed
  })
}

export async function retireCourse(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { _id }: Pick<Course, '_id'>,
): Promise<Course> {
  const { from, to } = COURSE_LIFECYCLE.retire
  return inTransaction(deps.db, async (session) => {
    const retired = await courseModel(deps.db)
      .findOneAndUpdate(
        { _id, state: trusted({ $in: [...from] }) },
        { $set: { state: to, changedAt: of.at }, $inc: { version: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<Course | null>()
    if (!retired) throw new Problem('course_retired')
    await recordFacts(deps.db, [courseFact(of, 'CourseRetired', retired, 'offered')], session)
    return retired
  })
}

/** An authority offers a course of the same name, year and series once. */
async function once(deps: Pick<Deps, 'db'>, work: (session: ClientSession) => Promise<Course>): Promise<Course> {
  try {
    return await inTransaction(deps.db, work)
  } catch (error) {
    if (isDuplicateKey(error, 'name')) throw new Problem('course_exists')
    throw error
  }
}

const courseFact = (of: Circumstances, what: Fact['what'], course: Course, from: string | null) =>
  fact(of, {
    what,
    subject: { kind: 'course', id: String(course._id) },
    organizationId: String(course.authorityId),
    from,
    to: course.state,
  })
