import type { CourseCategory } from '@jijiao/shared/classes'
import { yearOfDay } from '@jijiao/shared/credit-records'
import { Types } from 'mongoose'
import type { Circumstances } from '../audit'
import type { Deps } from '../deps'
import { boundTrainee } from '../features/affiliations'
import {
  askRevocation,
  type CreditRecord,
  confirmRecord,
  decideRecord,
  decideRevocation,
  draftRecord,
  submitRecord,
} from '../features/credit-records'
import { demoId } from './cast'
import { byOperator, byPerson, DAY_MS, dayFrom } from './time'

const SCHOOL = new Types.ObjectId(demoId('unit:school'))

/** What became of a record. */
type Fate = 'draft' | 'recognized' | 'submitted' | 'returned' | 'rejected' | 'revoked'

type DemoRecord = {
  readonly course: string
  readonly category: CourseCategory
  readonly studyMode: string
  readonly provider: string
  readonly days: number
  readonly hours: number
}

const LAW: DemoRecord = {
  course: '数字经济与职业道德',
  category: 'public',
  studyMode: 'online',
  provider: '广东省继续教育学院',
  days: 5,
  hours: 30,
}
const TEACHING: DemoRecord = {
  course: '职业院校教学能力提升',
  category: 'professional',
  studyMode: 'faceToFace',
  provider: '东莞市教师发展中心',
  days: 6,
  hours: 42,
}
const READING: DemoRecord = {
  course: '教育心理学经典研读',
  category: 'elective',
  studyMode: 'seminar',
  provider: '华南师范大学网络教育学院',
  days: 3,
  hours: 18,
}
const SAFETY: DemoRecord = {
  course: '实训设备安全操作',
  category: 'professional',
  studyMode: 'practice',
  provider: '东莞市松湖职业技术学校',
  days: 2,
  hours: 12,
}
const CONFERENCE: DemoRecord = {
  course: '粤港澳职业教育论坛',
  category: 'elective',
  studyMode: 'conference',
  provider: '广东省职业技术教育学会',
  days: 1,
  hours: 6,
}

type Entry = {
  /** Of the cast, from 1. */
  readonly trainee: number
  readonly record: DemoRecord
  readonly by: 'unit' | 'person'
  readonly fate: Fate
  /** Its last day: so many days ago, or a month and day of last year. */
  readonly ended: number | string
}

/** Last year's of one who missed it, and this year's in every state. */
const ENTRIES: readonly Entry[] = [
  { trainee: 5, record: TEACHING, by: 'unit', fate: 'recognized', ended: '11-08' },
  { trainee: 5, record: CONFERENCE, by: 'person', fate: 'rejected', ended: '12-05' },
  ...[1, 2, 5].map((trainee): Entry => ({ trainee, record: LAW, by: 'unit', fate: 'recognized', ended: 50 })),
  { trainee: 1, record: READING, by: 'person', fate: 'submitted', ended: 20 },
  { trainee: 1, record: SAFETY, by: 'unit', fate: 'recognized', ended: 34 },
  { trainee: 2, record: CONFERENCE, by: 'person', fate: 'returned', ended: 16 },
  { trainee: 3, record: SAFETY, by: 'unit', fate: 'draft', ended: 10 },
  { trainee: 3, record: READING, by: 'person', fate: 'submitted', ended: 12 },
  { trainee: 5, record: CONFERENCE, by: 'person', fate: 'submitted', ended: 6 },
  { trainee: 6, record: SAFETY, by: 'unit', fate: 'revoked', ended: 40 },
  { trainee: 7, record: SAFETY, by: 'unit', fate: 'draft', ended: 4 },
]

/** Records of the school's trainees, by the acts of the people concerned. */
export async function addRecords(deps: Deps, trainees: readonly string[]): Promise<void> {
  for (const [index, entry] of ENTRIES.entries()) {
    const traineeId = trainees[entry.trainee - 1]
    if (traineeId) await addRecord(deps, entry, { traineeId, id: demoId(`record:${index + 1}`) })
  }
}

async function addRecord(
  deps: Deps,
  { record, by, fate, ended }: Entry,
  { traineeId, id }: { readonly traineeId: string; readonly id: string },
) {
  const bound = await boundTrainee(deps, { _id: new Types.ObjectId(traineeId) })
  if (!bound) throw new Error(`trainee ${traineeId} of the demo world is bound to no unit`)
  const now = deps.clock.now()
  const lastYear = yearOfDay(dayFrom(now)) - 1
  const endsOn = typeof ended === 'number' ? dayFrom(now, -ended) : `${lastYear}-${ended}`
  const at = (days: number) => Date.parse(endsOn) + days * DAY_MS
  const clerk = byOperator('operator02', at(1))
  const chief = byOperator('operator01', at(3))
  const declarer = by === 'unit' ? clerk : byPerson(String(bound.trainee.accountId), at(1))
  const drafted = await draftRecord(deps, declarer, {
    id,
    of: bound,
    source: by,
    declaringId: by === 'unit' ? SCHOOL : null,
    input: {
      category: record.category,
      courseId: null,
      courseName: record.course,
      studyMode: record.studyMode,
      startsOn: dayFrom(Date.parse(endsOn), 1 - record.days),
      endsOn,
      days: record.days,
      assessmentResult: 'passed',
      declaredTenths: record.hours * 10,
      providerId: null,
      providerName: record.provider,
      year: yearOfDay(endsOn),
      yearReason: null,
      place: '',
      content: '',
      remark: '',
    },
  })
  if (fate !== 'draft') await bringTo(deps, drafted, { fate, declarer, chief, clerk })
}

type People = {
  readonly fate: Exclude<Fate, 'draft'>
  readonly declarer: Circumstances
  readonly chief: Circumstances
  readonly clerk: Circumstances
}

async function bringTo(deps: Deps, drafted: CreditRecord, { fate, declarer, chief, clerk }: People) {
  const organizationId = SCHOOL
  if (drafted.declaredBy.organizationId === null) {
    await submitRecord(deps, declarer, drafted, { version: drafted.version })
    const opinion = { recognized: null, returned: '请上传会议通知，并写明参加的专题。', rejected: '没有证明材料。' }
    const decision = { recognized: 'approve', returned: 'return', rejected: 'reject' } as const
    if (fate === 'submitted' || fate === 'revoked') return
    await decideRecord(deps, chief, drafted, { organizationId, decision: decision[fate], opinion: opinion[fate] })
    return
  }
  const { version } = await confirmRecord(deps, chief, drafted, { organizationId })
  if (fate !== 'revoked') return
  const asked = await askRevocation(deps, clerk, drafted, {
    organizationId,
    version,
    reason: '日期登记有误，重新申报。',
  })
  const approval = { organizationId, version: asked.version, decision: 'approve', opinion: null } as const
  await decideRevocation(deps, chief, drafted, approval)
}
