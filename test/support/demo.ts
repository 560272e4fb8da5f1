import { fillDemoWorld } from '@jijiao/api/demo'
import { DEMO_PASSWORD, demoId } from '@jijiao/api/demo/cast'
import type { SessionTokens } from '@jijiao/shared/accounts'
import { ruleSetContentOf } from '@jijiao/shared/rule-sets'
import type { TestApi } from './api'
import { recordLine, recordSheet } from './record-sheets'
import { registerUnit } from './unit-accounts'

/** As whom pages are looked at. */
export const ROLES = ['guest', 'person', 'unit', 'unitAccount', 'provider', 'industryAuthority', 'hrAuthority'] as const
export type Role = (typeof ROLES)[number]

export type DemoWorld = {
  /** Somebody of the cast by user name, acting for a unit of it by its key or for themselves. */
  as(userName: string, unit?: string): Promise<SessionTokens>
  /** Who is signed in, and for whom they act; nobody: a guest. */
  readonly sessions: Readonly<Record<Role, SessionTokens | null>>
  /**
   * What pages are opened with, by the name of the parameter; `folder/page#parameter` where a name says too little, and
   * `role:parameter` where a role has things of its own.
   */
  readonly ids: Readonly<Record<string, string>>
}

const OLD_UNIT = '东莞市松湖中等专业学校（东校区）'
const OLD_CODE = '12345678-8'
const LAST_YEAR = new Date().getUTCFullYear() - 1

/** The demo world, and what it leaves out, so that every page has something to show. */
export async function openDemoWorld(
  api: TestApi,
  { isArchiveBound = true }: { readonly isArchiveBound?: boolean } = {},
): Promise<DemoWorld> {
  await fillDemoWorld(api.app.deps)
  const [person, operator, reviewer, hr] = [
    await signIn(api, 'trainee02'),
    await actAs(api, 'operator01', 'unit:school'),
    await actAs(api, 'reviewer01', 'unit:education'),
    await actAs(api, 'hr01', 'unit:hr'),
  ]
  const school = api.as(operator.accessToken)
  const trainee = api.as(person.accessToken)
  const { id: traineeId } = await trainee.affiliations.profile()
  const [plan] = (await school.plans.list()).data
  const [teacher] = (await school.teachers.list()).data
  const [course] = (await school.courses.list()).data
  const [certificate] = (await trainee.certificates.mine()).data
  const [ruleSet] = (await api.as(hr.accessToken).ruleSets.list()).data
  if (isArchiveBound) await school.legacy.bind({ body: { method: 'code', name: OLD_UNIT, code: OLD_CODE } })
  const [oldCertificate] = (await school.legacy.certificates()).data
  const [ownOldCertificate] = (await trainee.legacy.myCertificates()).data
  const dataRequest = await trainee.myData.submit({ body: { kind: 'restriction', text: '停止使用我的信息' } })
  const provider = await actAs(api, 'provider01', 'unit:centre')
  const centre = api.as(provider.accessToken)
  const [ownTeacher] = (await centre.teachers.list()).data
  const [handedIn] = (await centre.creditRecords.declared()).data
  const ownCheck = await centre.spotChecks.draw({ params: { classId: demoId('class:open-now') }, body: { size: 5 } })
  const spotCheck = await school.spotChecks.draw({ params: { classId: demoId('class:now') }, body: { size: 10 } })
  return {
    as: (userName, unit) => (unit ? actAs(api, userName, `unit:${unit}`) : signIn(api, userName)),
    sessions: {
      guest: null,
      person,
      unit: operator,
      unitAccount: (await registerUnit(api)).tokens,
      provider,
      industryAuthority: reviewer,
      hrAuthority: hr,
    },
    ids: {
      traineeId: String(traineeId),
      classId: demoId('class:now'),
      'provider:classId': demoId('class:open-now'),
      sessionId: demoId('session:now'),
      'provider:sessionId': demoId('session:open-yesterday'),
      organizationId: demoId('unit:hospital'),
      'packages/oversight/standings#organizationId': demoId('unit:school'),
      joinCode: 'XSEY2628',
      code: 'of-yesterday',
      // Returned to the person; a draft of the unit; what the person must answer to.
      recordId: demoId('record:8'),
      'packages/recognition/record-form#recordId': demoId('record:9'),
      'packages/oversight/dishonesty#recordId': demoId('dishonesty:proxy'),
      'packages/trainee/dishonesty-record#recordId': await accuse(school, String(traineeId)),
      'provider:recordId': idOf(handedIn),
      dataRequestId: dataRequest.id,
      planId: idOf(plan),
      teacherId: idOf(teacher),
      'provider:teacherId': idOf(ownTeacher),
      courseId: idOf(course),
      certificateId: idOf(certificate),
      ...(isArchiveBound && { 'packages/people/legacy-certificate#certificateId': idOf(oldCertificate) }),
      'packages/records/legacy-certificate#certificateId': idOf(ownOldCertificate),
      verificationId: String(certificate?.verificationId),
      spotCheckId: spotCheck.id,
      'provider:spotCheckId': ownCheck.id,
      exemptionId: await exempt(api.as(hr.accessToken), school, String(traineeId)),
      importId: await importSomething(school, { name: String(person.account.name) }),
      key: String(ruleSet?.key),
      year: String(LAST_YEAR),
    },
  }
}

type Client = ReturnType<TestApi['as']>

async function signIn(api: TestApi, userName: string): Promise<SessionTokens> {
  const { version: noticeVersion } = await api.as().accounts.notice()
  return api.as().accounts.signIn({ body: { userName, password: DEMO_PASSWORD, noticeVersion } })
}

async function actAs(api: TestApi, userName: string, unit: string): Promise<SessionTokens> {
  const { accessToken } = await signIn(api, userName)
  return api.as(accessToken).accounts.actAs({ body: { organizationId: demoId(unit) } })
}

async function accuse(school: Client, traineeId: string): Promise<string> {
  const { id, version } = await school.dishonesty.record({
    body: { subjectKind: 'person', traineeId, category: 'proxyAttendance', content: '第一次课由他人代签到。' },
  })
  await school.dishonesty.notify({ params: { recordId: id }, body: { version } })
  return id
}

/** By rules of a year that no other page shows. */
async function exempt(hr: Client, school: Client, traineeId: string): Promise<string> {
  const { content } = await hr.ruleSets.get({ params: { key: '440000-2024' } })
  const exemptions = [{ code: 'maternity', label: '产假', categories: null, numerator: 1, denominator: 2 }]
  const body = { years: { from: 2005, to: 2005 }, series: null, reason: '本市规定' }
  await hr.ruleSets.create({ body: { ...body, content: { ...ruleSetContentOf(content), exemptions } } })
  const given = { traineeId, code: 'maternity', years: [2005], basis: '产假证明', attachmentIds: [] }
  return (await school.exemptions.grant({ body: given })).id
}

/** A dry run with a row that is right and one that is not. */
async function importSomething(school: Client, { name }: { readonly name: string }): Promise<string> {
  const lines = [recordLine({ name, residentId: '440100199001010000' }, '工程伦理')]
  const file = { name: '学时申报.csv', source: new Blob([recordSheet(...lines)]) }
  return (await school.imports.check({ params: { kind: 'creditRecords' }, file })).id
}

function idOf(thing: { readonly id: string } | undefined): string {
  if (!thing) throw new Error('the demo world lacks something that a page shows')
  return thing.id
}
