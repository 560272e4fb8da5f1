import type { App } from '@jijiao/api/app'
import { affiliationModel, newAffiliation, type Trainee, traineeModel } from '@jijiao/api/features/affiliations'
import { type LeaveRequest, leaveRequestModel } from '@jijiao/api/features/leave-requests'
import { organizationModel } from '@jijiao/api/features/organizations'
import { CLASS_STATES, COURSE_CATEGORIES, DEFAULT_ATTENDANCE_RULE } from '@jijiao/shared/classes'
import { synthesizeResidentId } from '@jijiao/shared/identifiers'
import { normalizeSearchText } from '@jijiao/shared/text'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { Types } from 'mongoose'

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文',
]
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红兰珍琴云飞凤洁梅琳素建国志文斌宇浩然子轩梓涵']
const COURSES = ['工程伦理', '项目管理', '信息安全', '教育心理', '护理安全']
const BATCH = 2_000
const DAYS = 15_000

export type ListWorld = {
  readonly unitId: string
  readonly authorityId: string
  /** Somebody with many messages. */
  readonly readerId: string
  /** One of the trainees, to be searched for. */
  readonly somebody: { readonly name: string; readonly residentId: string; readonly phone: string }
}

/** The same person for the same number, on every run. */
function personOf(number: number) {
  const surname = SURNAMES[number % SURNAMES.length] ?? '王'
  const first = GIVEN[(number * 7) % GIVEN.length] ?? '伟'
  const second = number % 5 === 0 ? '' : (GIVEN[(number * 31 + 3) % GIVEN.length] ?? '')
  const birthDate = new Date(Date.UTC(1960, 0, 1 + (number % DAYS))).toISOString().slice(0, 10)
  const residentId = synthesizeResidentId({ regionCode: '441900', birthDate, sequence: Math.floor(number / DAYS) })
  return { name: `${surname}${first}${second}`, birthDate, residentId, phone: `138${String(number).padStart(8, '0')}` }
}

/**
 * One unit with so many trainees and waiting requests, and the HR authority of its region, written straight into the
 * collections: what is measured is reading.
 */
export async function fillUnit(
  app: App,
  { trainees, requests }: { trainees: number; requests: number },
): Promise<ListWorld> {
  const { db } = app.deps
  const [unit, authority] = [new Types.ObjectId(), new Types.ObjectId()]
  const base = { aliases: [], searchKeys: [], certificateType: 'unifiedSocialCreditCode', regionCode: '441900' }
  await organizationModel(db).collection.insertMany([
    { ...base, _id: unit, kind: 'unit', name: '东莞市大单位', code: 'A', organizationCode: 'A', joinCode: 'A' },
    {
      ...base,
      _id: authority,
      kind: 'hrAuthority',
      name: '东莞市人社局',
      code: 'B',
      organizationCode: 'B',
      joinCode: 'B',
    },
  ])
  for (let from = 0; from < trainees + requests; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, trainees + requests - from) }, (_, index) => from + index)
    const people = numbers.map((number) => traineeOf(app, number))
    const bindings = people.map((trainee, index) => {
      const askedAt = new Date(Date.UTC(2026, 0, 1) + (from + index) * 1_000)
      const asked = newAffiliation(trainee, { _id: unit, regionCode: '441900' }, { askedAt, origin: 'asked' })
      if (from + index < trainees) return { ...asked, state: 'active' as const, decidedAt: askedAt }
      return { ...asked, isTransfer: index % 5 === 0 }
    })
    const leave = people.filter((_, index) => index % 10 === 0).map(({ _id }) => leaveOf(unit, _id, from))
    await Promise.all([
      leaveRequestModel(db).collection.insertMany(leave),
      traineeModel(db).collection.insertMany(people),
      affiliationModel(db).collection.insertMany(bindings),
    ])
  }
  const reader = new Types.ObjectId()
  await fillClasses(app, unit, Math.ceil(trainees / 20))
  await fillMessages(app, reader, Math.ceil(trainees / 10))
  return {
    readerId: String(reader),
    unitId: String(unit),
    authorityId: String(authority),
    somebody: personOf(Math.floor(trainees / 2)),
  }
}

/** Classes of five years, in every state. */
async function fillClasses({ deps }: App, organizationId: Types.ObjectId, count: number) {
  const classes = Array.from({ length: count }, (_, number) => {
    const startsOn = new Date(Date.UTC(2022, 0, 1 + (number % 1_800))).toISOString().slice(0, 10)
    const name = `${COURSES[number % COURSES.length]}第${number}期`
    return {
      _id: new Types.ObjectId(),
      organizationId,
      organizationName: '东莞市大单位',
      regionCodes: ['440000', '441900'],
      name,
      category: COURSE_CATEGORIES[number % COURSE_CATEGORIES.length],
      courseName: COURSES[number % COURSES.length],
      startsOn,
      endsOn: startsOn,
      plannedNumber: 60,
      place: '一号楼',
      creditHourTenths: 60,
      plan: null,
      state: CLASS_STATES[number % CLASS_STATES.length],
      note: null,
      enrolledCount: 0,
      assessedCount: 0,
      attendanceRule: DEFAULT_ATTENDANCE_RULE,
      searchText: normalizeSearchText(name),
      touches: 0,
      version: 1,
      createdAt: new Date(`${startsOn}T00:00:00Z`),
    }
  })
  await insertInBatches(deps.db.collection('classes'), classes)
}

async function fillMessages({ deps }: App, accountId: Types.ObjectId, count: number) {
  const messages = Array.from({ length: count }, (_, number) => ({
    _id: new Types.ObjectId(),
    recipient: `account:${accountId}`,
    kind: 'approvalNudged',
    title: '有人催办',
    body: `第 ${number} 条`,
    link: null,
    sentAt: new Date(Date.UTC(2026, 0, 1) + number * 1_000),
    isUnread: number % 50 === 0,
    readAt: null,
    wechat: 'noConsent',
  }))
  await insertInBatches(deps.db.collection('messages'), messages)
}

async function insertInBatches(collection: ReturnType<App['deps']['db']['collection']>, documents: readonly object[]) {
  for (let from = 0; from < documents.length; from += BATCH) {
    await collection.insertMany(documents.slice(from, from + BATCH))
  }
}

const leaveOf = (organizationId: Types.ObjectId, traineeId: Types.ObjectId, from: number): LeaveRequest => ({
  _id: new Types.ObjectId(),
  sessionId: new Types.ObjectId(),
  classId: new Types.ObjectId(),
  organizationId,
  traineeId,
  className: '继续教育第一期',
  startsAt: new Date(Date.UTC(2026, 5, 1)),
  endsAt: new Date(Date.UTC(2026, 5, 1, 3)),
  reason: '出差',
  state: 'pending',
  isStanding: true,
  askedAt: new Date(Date.UTC(2026, 0, 2) + from * 1_000),
  decidedAt: null,
  decisionReason: null,
  version: 1,
})

const keysOfNames = new Map<string, ReturnType<typeof nameKeys>>()

function traineeOf({ deps: { vault } }: App, number: number): Trainee {
  const { name, birthDate, residentId, phone } = personOf(number)
  const keys = keysOfNames.get(name) ?? nameKeys(name)
  keysOfNames.set(name, keys)
  const at = new Date(Date.UTC(2026, 0, 1))
  return {
    _id: new Types.ObjectId(),
    accountId: null,
    name,
    nameKeys: keys,
    sealedResidentId: vault.seal('residentId', residentId),
    residentIdIndex: vault.blindIndex('residentId', residentId),
    sex: Number(residentId.charAt(16)) % 2 ? '1' : '2',
    birthDate,
    sealedPhone: vault.seal('phone', phone),
    phoneIndex: vault.blindIndex('phone', phone),
    sealedEmail: null,
    education: '21',
    ethnicity: '01',
    nativePlace: null,
    degree: null,
    school: '东莞理工学院',
    major: null,
    graduatedOn: null,
    workStartedOn: '2005-07-01',
    qualification: null,
    qualifiedOn: null,
    profession: null,
    series: ['080'],
    regionCode: '441900',
    postalCode: null,
    address: null,
    version: 1,
    createdAt: at,
    changedAt: at,
  }
}
