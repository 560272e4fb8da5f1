import type { OperatorGrant, OrganizationKind } from '@jijiao/shared/organizations'
import { Types } from 'mongoose'
import type { TestApi } from '../support/api'
import { passYear } from '../support/certificates'
import { addCourse } from '../support/courses'
import { actFor, createUnitWithOperator, registerPerson } from '../support/people'
import { addTestTeacher } from '../support/teachers'
import { registerOpenUnit, registerUnit, solveCaptcha } from '../support/unit-accounts'
import type { Persona } from './personas'
import type { Row } from './row'

const REGION = '441900'

/** One of everybody, around one unit: the unit whose things the matrix asks for. */
export async function buildWorld(api: TestApi) {
  const registered = await registerOpenUnit(api, { regionCode: REGION, name: '东莞市松山湖学校' })
  const { unit } = registered
  const operator = async (grants: readonly OperatorGrant[]) => actFor(api, await registerPerson(api), unit, grants)
  const body = (kind: OrganizationKind, regionCode: string, named: string) =>
    createUnitWithOperator(api, { kind, regionCode, name: named })

  const industry = await body('industryAuthority', REGION, '东莞市住房和城乡建设局')
  const hr = await body('hrAuthority', REGION, '东莞市人力资源和社会保障局')
  const distantHr = await body('hrAuthority', '442000', '中山市人力资源和社会保障局')
  const other = await body('unit', REGION, '东莞市理工学校')
  const provider = await body('provider', REGION, '东莞开放大学')
  const otherUnit = await registerUnit(api, { name: '中山市实验小学' })
  const declarer = await operator(['operate'])
  const decider = await operator(['decide'])
  const bound = await registerPerson(api)
  const asBound = api.as(bound.token)
  const { id: traineeId } = await asBound.affiliations.saveProfile({ body: { version: 0, education: '21' } })
  const asked = await asBound.affiliations.ask({ body: { organizationId: unit.id } })
  await api.as(decider).affiliations.decide({ body: { ids: [asked.id], decision: 'confirm' } })
  const trainee = { ...bound, traineeId: String(traineeId), affiliationId: asked.id }
  await passYear(api, unit, trainee)
  const newcomer = await registerPerson(api, { isRealName: false })
  const person = await registerPerson(api)

  const tokens = {
    guest: undefined,
    newcomer: newcomer.token,
    person: person.token,
    trainee: (await api.as().accounts.refresh({ body: { refreshToken: bound.tokens.refreshToken } })).accessToken,
    declarer,
    decider,
    stranger: other.token,
    provider: provider.token,
    industry: industry.token,
    hr: hr.token,
    distantHr: distantHr.token,
    unitAccount: registered.token,
    otherUnitAccount: otherUnit.token,
  } satisfies Record<Persona, string | undefined>
  const course = await addCourse(api, industry.unit)
  const teacher = await addTestTeacher(api, unit)
  const aPlan = {
    courseId: course.id,
    year: 2026,
    name: '2026 年工程伦理培训',
    trainingDays: 3,
    startsOn: '2026-05-01',
    endsOn: '2026-06-30',
    classes: [
      {
        name: '第一期',
        startsOn: '2026-05-06',
        endsOn: '2026-05-08',
        plannedNumber: 60,
        studyMode: 'faceToFace',
        examType: 'closedBook',
        place: '一号楼报告厅',
        headTeacherId: teacher.id,
      },
    ],
  }
  const aReach = { contact: '林老师', mobile: '13800000001', address: '东莞市松山湖大道 1 号' }
  const aRoleApplication = {
    version: 0,
    nature: 'publicInstitution',
    subordination: '40',
    hrAuthorityId: hr.unit.id,
    ...aReach,
  }

  return {
    api,
    unit,
    provider: provider.unit,
    trainee,
    person,
    industry,
    hr,
    other,
    course,
    teacher,
    aPlan,
    aReach,
    aRoleApplication,
    tokens,
    captcha: await solveCaptcha(api),
    noticeVersion: (await api.as().accounts.notice()).version,
    ruleSetContent: (await api.as().ruleSets.get({ params: { key: '440000-2024' } })).content,
    /** What nobody reads whole, but where the task needs it. */
    wholeNumbers: [bound, newcomer, person].flatMap(({ residentId, phone }) => [residentId, phone]),
    /** The trainee belongs to the unit, whatever has been asked before. */
    async settle() {
      const _id = new Types.ObjectId(trainee.affiliationId)
      await api.app.deps.db.collection('affiliations').updateOne({ _id }, { $set: { state: 'active' } })
    },
    as: (persona: Persona) => api.as(tokens[persona]),
    /** A sign-in of its own for each request, so that one that ends its sign-in ends no other. */
    tokenOf(persona: Persona, { isThrowaway, isOfSession }: Pick<Row, 'isThrowaway' | 'isOfSession'>) {
      const token = tokens[persona]
      if (token === undefined || isOfSession) return token
      const { tokens: accessTokens } = api.app.deps
      const accountId = isThrowaway ? { accountId: String(new Types.ObjectId()) } : {}
      return accessTokens.sign({ ...accessTokens.verify(token), sessionId: String(new Types.ObjectId()), ...accountId })
    },
  }
}
export type World = Awaited<ReturnType<typeof buildWorld>>
