import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { recognise } from '../support/certificates'
import { addConfirmedTrainees, personToken, type TestTrainee } from '../support/classes'
import { lasting } from '../support/lasting'
import { createUnitWithOperator } from '../support/people'
import { addTestTeacher } from '../support/teachers'

const HOUR = 3_600_000
const DAYS = { startsOn: '2026-05-06', endsOn: '2026-05-08' }

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
  api.clock.set(Date.parse('2026-05-06T01:00:00Z'))
})
afterAll(() => api.stop())

async function aBody(kind: 'unit' | 'provider', name: string, regionCode = '441900') {
  const { unit, token } = await createUnitWithOperator(api, { kind, name, regionCode })
  return { unit, as: lasting(api, token) }
}
type Unit = Awaited<ReturnType<typeof aBody>>

async function aPerson({ unit }: Unit, name: string) {
  const [trainee] = await addConfirmedTrainees(api, unit, 1, [name])
  if (!trainee) throw new Error('there is no trainee')
  return { ...trainee, as: () => api.as(personToken(api, trainee.accountId, trainee.traineeId)) }
}

it('a provider teaches people of two units, each unit decides, and the certificates have the hours', async () => {
  const centre = await aBody('provider', '东莞市继续教育中心')
  const school = await aBody('unit', '东莞市松山湖学校')
  const hospital = await aBody('unit', '中山市第二医院', '442000')
  const [chen, lin, zhou] = [
    await aPerson(school, '陈静'),
    await aPerson(school, '林晓'),
    await aPerson(hospital, '周岩'),
  ]

  // The class and its timetable.
  const { id: classId } = await centre.as().classes.create({
    body: {
      name: '工程伦理公开班',
      category: 'professional',
      courseName: '工程伦理',
      ...DAYS,
      plannedNumber: 3,
      place: '中心三楼',
      creditHourTenths: 180,
    },
  })
  const params = { classId }
  const teacher = await addTestTeacher(api, centre.unit)
  const lesson = (day: number) => ({
    startsAt: new Date(api.clock.now() + day * 24 * HOUR).toISOString(),
    endsAt: new Date(api.clock.now() + day * 24 * HOUR + 3 * HOUR).toISOString(),
    teacherId: teacher.id,
  })
  const { version } = await centre.as().classes.get({ params })
  await centre.as().timetables.set({ params, body: { version, entries: [lesson(0), lesson(1)] } })
  const opened = await centre.as().classes.open({ params, body: {} })
  const rule = { leastSharePercent: 80, leave: 'counts', scanOut: false } as const
  await centre.as().classes.setAttendanceRule({ params, body: { ...rule, version: opened.version } })

  // Its people, by name and ID number: whoever is not known so does not keep the others out.
  const asked = [chen, lin, zhou].map(({ name, residentId }) => ({ name, residentId }))
  const people = [...asked.slice(0, 2), { name: '周严', residentId: zhou.residentId }, ...asked.slice(2)]
  const { results } = await centre.as().classes.enrolByIdentity({ params, body: { people } })
  expect(results).toMatchObject([
    { row: 0, outcome: 'done' },
    { row: 1, outcome: 'done' },
    { row: 2, outcome: 'refused', problem: { code: 'person_not_enrollable' } },
    { row: 3, outcome: 'done' },
  ])

  // Two roll calls: scans in, a leave that the provider agrees to, a correction; all of it masked.
  const [second = '', first = ''] = (await centre.as().attendance.listSessions({ params })).data.map(({ id }) => id)
  const leave = await lin.as().leaveRequests.ask({ body: { sessionIds: [second], reason: '参加职称评审' } })
  expect((await centre.as().approvals.list()).data).toMatchObject([{ kind: 'leaveRequest', asker: '林晓' }])
  await centre.as().leaveRequests.decide({ body: { ids: leave.data.map(({ id }) => id), decision: 'approve' } })
  for (const sessionId of [first, second]) {
    await centre.as().attendance.moveSession({ params: { sessionId }, body: { action: 'open' } })
    const { link } = await centre.as().attendance.getCode({ params: { sessionId } })
    const code = link.replace(/^.*[/=]/, '')
    for (const one of sessionId === first ? [chen, lin] : [chen, zhou]) {
      expect((await one.as().attendance.checkIn({ body: { by: 'scan', code } })).mark.state).toBe('present')
    }
    if (sessionId === first) {
      const marks = [{ traineeId: zhou.traineeId, state: 'present' as const, version: 0 }]
      await centre.as().attendance.mark({ params: { sessionId }, body: { marks } })
    }
    await centre.as().attendance.moveSession({ params: { sessionId }, body: { action: 'close' } })
    const roll = await centre.as().attendance.getRoll({ params: { sessionId } })
    expect(roll.data.map(({ name }) => name)).toEqual(['陈静', '林晓', '周岩'])
    expect(JSON.stringify(roll)).not.toContain(zhou.phone)
    api.clock.advance(24 * HOUR)
  }
  const drawn = await centre.as().spotChecks.draw({ params, body: { size: 2 } })
  const findings = drawn.items.map(({ traineeId }) => ({ traineeId, finding: 'agrees' as const }))
  await centre.as().spotChecks.record({ params: { spotCheckId: drawn.id }, body: { version: drawn.version, findings } })

  // Results and the end of the class: nothing is recognised yet, everything waits.
  const result = (traineeId: string) => ({
    traineeId,
    version: 0,
    result: 'passed' as const,
    startedOn: DAYS.startsOn,
    endedOn: DAYS.endsOn,
  })
  const rows = [chen, lin, zhou].map(({ traineeId }) => result(traineeId))
  await centre.as().assessments.enter({ params, body: { rows } })
  const preview = await centre.as().classEndings.preview({ params })
  expect(preview).toMatchObject({ blockers: [], counts: { enrolled: 3, earning: 3, notEarning: 0 } })
  const { counts } = await centre.as().classEndings.close({ params, body: { note: '按期结班' } })
  expect(counts).toEqual({ recognized: 0, submitted: 3, withoutHours: 0 })
  const professional = async (one: typeof chen) => {
    const { verdict } = await one.as().years.mine({ params: { year: 2026 } })
    const category = verdict?.categories.find((each) => each.category === 'professional')
    return [category?.haveTenths, category?.pendingTenths]
  }
  expect(await Promise.all([chen, lin, zhou].map(professional))).toEqual([
    [0, 180],
    [0, 180],
    [0, 180],
  ])

  // Each unit decides about its own, and sees nobody else's.
  const waiting = (await school.as().approvals.list()).data
  expect(waiting).toMatchObject([{ asker: '东莞市继续教育中心' }, { asker: '东莞市继续教育中心' }])
  const approved = await school.as().approvals.decide({
    body: {
      decision: 'approve',
      rows: waiting.map(({ kind, id, version: seen }) => ({ kind, id, version: seen ?? 0 })),
    },
  })
  expect(approved.results.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
  expect(await Promise.all([chen, zhou].map(professional))).toEqual([
    [180, 0],
    [0, 180],
  ])
  const ofHospital = (await hospital.as().creditRecords.toDecide()).data
  expect(ofHospital).toMatchObject([{ trainee: { name: '周岩' }, providerName: '东莞市继续教育中心' }])
  const toApprove = ofHospital.map(({ id, version: seen }) => ({ id, version: seen }))
  await hospital.as().creditRecords.decide({ body: { rows: toApprove, decision: 'approve' } })
  expect(await professional(zhou)).toEqual([180, 0])

  // With the rest of the year each of them has a certificate of their own unit with the class's hours in it.
  for (const [{ unit, as }, one] of [
    [school, chen],
    [hospital, zhou],
  ] as const) {
    await restOfYear(unit, one)
    expect((await one.as().years.mine({ params: { year: 2026 } })).verdict).toMatchObject({ passes: true })
    const issued = await as().certificates.issue({ body: { year: 2026, traineeIds: [one.traineeId] } })
    expect(issued.results).toMatchObject([{ outcome: 'done' }])
    expect((await one.as().certificates.mine()).data).toMatchObject([{ totalTenths: 960 }])
  }
}, 120_000)

async function restOfYear(unit: Unit['unit'], trainee: TestTrainee) {
  for (const [category, tenths] of [
    ['public', 300],
    ['professional', 300],
    ['elective', 180],
  ] as const) {
    await recognise(api, unit, trainee, { category, tenths, year: 2026 })
  }
}
