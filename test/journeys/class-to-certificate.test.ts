import { formatCertificateNumber } from '@jijiao/shared/certificates'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { recognise } from '../support/certificates'
import { personToken } from '../support/classes'
import { addCourse } from '../support/courses'
import { uploadScan } from '../support/files'
import { lasting } from '../support/lasting'
import { createUnitWithOperator, registerPerson, type TestPerson } from '../support/people'
import { addTestTeacher } from '../support/teachers'
import { registerUnit } from '../support/unit-accounts'

const HOUR = 3_600_000
const DAYS = { startsOn: '2026-05-06', endsOn: '2026-05-08' }

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
  api.clock.set(Date.parse('2026-05-06T01:00:00Z'))
})
afterAll(() => api.stop())

const staff = { nature: 'publicInstitution', subordination: '40', contact: '张老师', address: '学院路 1 号' }

/** The unit account invites a person, who accepts and acts for the unit. */
async function invited(account: ReturnType<TestApi['as']>, person: TestPerson, organizationId: string) {
  const { name, userName, residentId } = person
  const { id } = await account.operators.invite({
    body: { name, userName, residentId, grants: ['operate', 'decide'] },
  })
  await api.as(person.token).organizations.acceptBinding({ params: { operatorId: id } })
  return async () => (await api.as(person.token).accounts.actAs({ body: { organizationId } })).accessToken
}

/** A person with a profile whom the unit confirms. */
async function joins(organizationId: string, operator: ReturnType<TestApi['as']>, name: string) {
  const person = await registerPerson(api, { name })
  const mine = api.as(person.token)
  const { id } = await mine.affiliations.saveProfile({ body: { version: 0, education: '21' } })
  const asked = await mine.affiliations.ask({ body: { organizationId } })
  await operator.affiliations.decide({ body: { ids: [asked.id], decision: 'confirm' } })
  const traineeId = String(id)
  return { ...person, traineeId, as: () => api.as(personToken(api, person.accountId, traineeId)) }
}

it('a unit registers, teaches a class, and a trainee’s certificate follows the records wherever they go', async () => {
  // The unit, its operators and its role application.
  const { token, organizationId, described } = await registerUnit(api, { regionCode: '441900' })
  const [zhang, li] = [await registerPerson(api, { name: '张操作' }), await registerPerson(api, { name: '李复核' })]
  const acts = await invited(api.as(token), zhang, organizationId)
  const checks = await invited(api.as(token), li, organizationId)
  const applicant = await acts()
  const attachmentIds = [await uploadScan(api, applicant)]
  const body = { version: 0, ...staff, mobile: '13800004321', attachmentIds }
  const { version } = await api.as(applicant).organizations.saveRoleApplication({ body })
  await api.as(applicant).organizations.confirmRoleApplication({ body: { version } })
  const operator = lasting(api, await acts())
  const checker = lasting(api, await checks())
  const unit = { id: organizationId, name: described.name, code: described.certificateNumber, joinCode: '' }

  // The plan: returned once, mended, approved.
  const industry = await createUnitWithOperator(api, { kind: 'industryAuthority', name: '东莞市住房和城乡建设局' })
  await createUnitWithOperator(api, { kind: 'hrAuthority', name: '东莞市人力资源和社会保障局' })
  const reviewer = api.as(industry.token)
  const [course, teacher] = [await addCourse(api, industry.unit), await addTestTeacher(api, unit)]
  const plan = {
    courseId: course.id,
    year: 2026,
    name: '2026 年工程伦理培训',
    trainingDays: 3,
    ...DAYS,
    content: '规范',
    audience: '工程技术人员',
    remark: '',
    classes: [
      {
        name: '第一期',
        ...DAYS,
        plannedNumber: 60,
        studyMode: 'faceToFace',
        examType: 'closedBook',
        place: '报告厅',
        timetable: '每天 9:00–12:00',
        headTeacherId: teacher.id,
        teacherIds: [teacher.id],
        subjects: ['工程伦理'],
      },
    ],
  }
  const draft = await operator().plans.create({ body: plan })
  const params = { planId: draft.id }
  const submitted = await operator().plans.submit({ params, body: { version: draft.version } })
  const returned = await reviewer.plans.decide({
    params,
    body: { decision: 'return', opinion: '请补充案例', version: submitted.version },
  })
  const mended = await operator().plans.edit({
    params,
    body: { ...plan, content: '规范与案例', version: returned.version },
  })
  const again = await operator().plans.submit({ params, body: { version: mended.version } })
  await reviewer.plans.decide({ params, body: { decision: 'approve', opinion: '同意', version: again.version } })

  // The class with two trainees and three roll calls: scans, an agreed leave, a correction.
  const classId = (await operator().classes.list()).data[0]?.id ?? ''
  await operator().classes.open({ params: { classId }, body: {} })
  const chen = await joins(organizationId, operator(), '陈静')
  const zhou = await joins(organizationId, operator(), '周岩')
  const traineeIds = [chen.traineeId, zhou.traineeId]
  await operator().classes.enrol({ params: { classId }, body: { traineeIds } })
  const planned: string[] = []
  for (const day of [0, 1, 2]) {
    const startsAt = api.clock.now() + day * 24 * HOUR
    const times = { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + 3 * HOUR).toISOString() }
    planned.push((await operator().attendance.planSession({ params: { classId }, body: times })).id)
  }
  const [, , third = ''] = planned
  const leave = await zhou.as().leaveRequests.ask({ body: { sessionIds: [third], reason: '参加职称评审' } })
  await operator().leaveRequests.decide({ body: { ids: leave.data.map(({ id }) => id), decision: 'approve' } })
  for (const sessionId of planned) {
    await operator().attendance.moveSession({ params: { sessionId }, body: { action: 'open' } })
    const { link } = await operator().attendance.getCode({ params: { sessionId } })
    const code = link.replace(/^.*[/=]/, '')
    await chen.as().attendance.checkIn({ body: { by: 'scan', code } })
    if (sessionId !== third) {
      const marks = [{ traineeId: zhou.traineeId, state: 'late' as const, version: 0 }]
      await operator().attendance.mark({ params: { sessionId }, body: { marks } })
    }
    await operator().attendance.moveSession({ params: { sessionId }, body: { action: 'close' } })
    api.clock.advance(24 * HOUR)
  }
  const [firstSession = ''] = planned
  const correction = await operator().attendance.mark({
    params: { sessionId: firstSession },
    body: { marks: [{ traineeId: zhou.traineeId, state: 'present', version: 1 }], reason: '核对监控，按时到场' },
  })
  expect(correction.data).toMatchObject([{ outcome: 'done' }])

  // Results, the preview, and the end of the class: hours for who passed.
  const result = (traineeId: string, passed: 'passed' | 'failed') => ({
    traineeId,
    version: 0,
    result: passed,
    subjectScores: [{ subject: '工程伦理', scoreTenths: passed === 'passed' ? 860 : 400 }],
    startedOn: DAYS.startsOn,
    endedOn: DAYS.endsOn,
  })
  const rows = [result(chen.traineeId, 'passed'), result(zhou.traineeId, 'failed')]
  await operator().assessments.enter({ params: { classId }, body: { rows } })
  const preview = await operator().classEndings.preview({ params: { classId } })
  expect(preview).toMatchObject({ blockers: [], counts: { enrolled: 2, earning: 1, notEarning: 1 } })
  const { counts } = await operator().classEndings.close({ params: { classId }, body: { note: '按期结班' } })
  expect(counts).toMatchObject({ recognized: 1, withoutHours: 1 })

  // The rest of the year, its verdict, and the certificate.
  for (const [category, tenths] of [
    ['public', 300],
    ['professional', 300],
    ['elective', 180],
  ] as const) {
    await recognise(api, unit, chen, { category, tenths, year: 2026 })
  }
  expect((await chen.as().years.mine({ params: { year: 2026 } })).verdict).toMatchObject({ passes: true })
  const issuing = { body: { year: 2026, traineeIds } }
  const issued = (await operator().certificates.issue(issuing)).results
  expect(issued).toMatchObject([{ outcome: 'done' }, { outcome: 'refused', problem: { code: 'year_not_passed' } }])
  const [certificate] = (await chen.as().certificates.mine()).data
  if (!certificate) throw new Error('there is no certificate')
  const page = async () => (await fetch(`${api.url}/v/${certificate.verificationId}`)).text()
  expect(certificate.totalTenths).toBe(960)
  expect(await page()).toContain('<strong>有效</strong>')

  // A record turns out wrong: corrected by one, confirmed by the other; the certificate follows when counted again.
  const [record] = (await chen.as().creditRecords.mine({ query: { year: 2026 } })).data.filter((one) => one.classId)
  if (!record) throw new Error('the class gave no record')
  const { category, courseName, studyMode, startsOn, endsOn, days, assessmentResult, year } = record
  const { id: correctedId } = await operator().creditRecords.correct({
    params: { recordId: record.id },
    body: {
      category,
      courseName,
      studyMode,
      startsOn,
      endsOn,
      days,
      assessmentResult,
      year,
      providerName: record.providerName,
      declaredTenths: 120,
      version: record.version,
      reason: '实际只上了两天',
    },
  })
  expect((await checker().creditRecords.confirm({ body: { ids: [correctedId] } })).results).toMatchObject([
    { outcome: 'done' },
  ])
  const seen = await chen.as().certificates.get({ params: { certificateId: certificate.id } })
  expect(seen).toMatchObject({ state: 'valid', isOutdated: true })
  const recounted = await operator().certificates.recount({ body: { year: 2026, traineeIds: [chen.traineeId] } })
  expect(recounted.data).toMatchObject([
    { outcome: 'superseded', before: { totalTenths: 960 }, after: { totalTenths: 900, verdict: 'passed' } },
  ])
  const html = await page()
  expect(html).toContain('<strong>已换发</strong>')
  expect(html).toContain(formatCertificateNumber(recounted.data[0]?.certificate?.number ?? ''))
}, 120_000)
