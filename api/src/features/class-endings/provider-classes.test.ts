import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees, addOpenClass, type TestTrainee } from '../../../../test/support/classes'
import { enterResults } from '../../../../test/support/closing'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { type ClassPlan, classModel, enrollmentModel } from '../classes'
import { sumsByTrainee } from '../credit-records'

/** A provider's class with two people of the school and one of the hospital, all passed. */
let api: TestApi
let provider: Awaited<ReturnType<typeof createUnitWithOperator>>
let school: Awaited<ReturnType<typeof createUnitWithOperator>>
let hospital: Awaited<ReturnType<typeof createUnitWithOperator>>
let operator: ReturnType<TestApi['as']>
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  provider = await createUnitWithOperator(api, { kind: 'provider', name: '东莞市继续教育中心' })
  school = await createUnitWithOperator(api, { name: '东莞市松山湖学校' })
  hospital = await createUnitWithOperator(api, { name: '中山市第二医院', regionCode: '442000' })
  operator = api.as(provider.token)
})

async function aPassedClass(overrides: Partial<ClassPlan> = {}) {
  const { unit } = provider
  const classId = String((await addOpenClass(api, unit, [], overrides))._id)
  const trainees = [
    ...(await addConfirmedTrainees(api, school.unit, 2, ['安平', '白灵'])),
    ...(await addConfirmedTrainees(api, hospital.unit, 1, ['陈果'])),
  ] as [TestTrainee, TestTrainee, TestTrainee]
  const people = trainees.map(({ name, residentId }) => ({ name, residentId }))
  await operator.classes.enrolByIdentity({ params: { classId }, body: { people } })
  await enterResults(api, classId, trainees)
  return { classId, params: { classId }, trainees }
}

const waiting = async (token: string) =>
  (await api.as(token).creditRecords.toDecide()).data.map(({ id, version }) => ({ id, version }))
const approveAll = async (token: string) => {
  const rows = await waiting(token)
  return (await api.as(token).creditRecords.decide({ body: { rows, decision: 'approve' } })).results
}
const sumsOf = async (trainee: TestTrainee) => {
  const sums = await sumsByTrainee(api.app.deps, { traineeIds: [trainee.traineeId], year: 2026 })
  const { recognizedTenths, pendingTenths } = sums.get(trainee.traineeId)?.professional ?? expect.fail('no sums')
  return [recognizedTenths, pendingTenths]
}
const recordsOf = async ({ token }: TestTrainee) => (await api.as(token).creditRecords.mine()).data
const leave = async ({ token }: TestTrainee) => {
  const { affiliations } = api.as(token)
  const affiliationId = (await affiliations.mine()).data[0]?.id ?? ''
  await affiliations.leave({ params: { affiliationId }, body: { reason: '离职' } })
}

describe('closing a class of a provider', () => {
  it('submits what each earned to the unit that each belongs to, and recognises nothing itself', async () => {
    const { classId, params, trainees } = await aPassedClass()
    const before = await operator.classEndings.preview({ params })
    expect(before.data.map(({ name, outcome, explanation }) => [name, outcome, explanation])).toEqual([
      ['安平', 'submitted', '等待东莞市松山湖学校认定'],
      ['白灵', 'submitted', '等待东莞市松山湖学校认定'],
      ['陈果', 'submitted', '等待中山市第二医院认定'],
    ])
    const { counts } = await operator.classEndings.close({ params, body: {} })
    expect(counts).toEqual({ recognized: 0, submitted: 3, withoutHours: 0 })
    const [first, , third] = trainees
    expect(await sumsOf(first)).toEqual([0, 180])
    const [record] = await recordsOf(third)
    expect(record).toMatchObject({
      organization: { name: '中山市第二医院' },
      providerName: '东莞市继续教育中心',
      source: 'class',
      classId,
      state: 'submitted',
      decisionStep: 'unit',
      certifiedTenths: null,
    })
    expect(await factNamesAbout(api, record?.id ?? '')).toEqual(['CreditRecordSubmitted'])
    expect((await api.as(first.token).messages.list()).data[0]?.kind).toBe('classClosedSubmitted')
    expect((await operator.creditRecords.declared()).data).toHaveLength(3)

    const toDo = (await api.as(school.token).approvals.list()).data
    expect(toDo).toMatchObject([
      { kind: 'creditRecord', asker: '东莞市继续教育中心' },
      { kind: 'creditRecord', asker: '东莞市继续教育中心' },
    ])
    expect(await waiting(hospital.token)).toHaveLength(1)
    expect(await approveAll(school.token)).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
    expect(await sumsOf(first)).toEqual([180, 0])
    expect(await sumsOf(third)).toEqual([0, 180])
    const [decided] = await recordsOf(first)
    const { trail } = await api.as(first.token).creditRecords.mineOne({ params: { recordId: decided?.id ?? '' } })
    expect(trail).toMatchObject([
      { step: 'declaration', result: 'submitted', organization: { name: '东莞市继续教育中心' } },
      { step: 'unit', result: 'recognized', organization: { name: '东莞市松山湖学校' } },
    ])
  })

  it('goes on along the usual route where another body recognises after the unit', async () => {
    const hr = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '441900', name: '东莞市人社局' })
    const { params, trainees } = await aPassedClass({ category: 'public', courseName: '法律法规' })
    await operator.classEndings.close({ params, body: {} })
    expect(await waiting(hr.token)).toEqual([])
    await approveAll(school.token)
    expect(await recordsOf(trainees[0])).toMatchObject([{ state: 'submitted', decisionStep: 'hrAuthority' }])
    await approveAll(hr.token)
    expect(await recordsOf(trainees[0])).toMatchObject([{ state: 'recognized', certifiedTenths: 180 }])
  })

  it('says what to do of whoever has left all units, and lets the others have theirs', async () => {
    const { classId, params, trainees } = await aPassedClass()
    await leave(trainees[0])
    const { data } = await operator.classEndings.preview({ params })
    expect(data[0]).toMatchObject({ name: '安平', outcome: 'noUnit', creditHourTenths: 0 })
    expect(data[0]?.explanation).toContain('请学员先绑定单位')
    const { counts } = await operator.classEndings.close({ params, body: {} })
    expect(counts).toEqual({ recognized: 0, submitted: 2, withoutHours: 1 })
    expect((await operator.classEndings.preview({ params })).data[0]).toMatchObject({ outcome: 'noUnit' })
    const told = (await api.as(trainees[0].token).messages.list()).data.find(({ kind }) =>
      kind.startsWith('classClosed'),
    )
    expect(told?.kind).toBe('classClosedWithoutHours')
    const enrolled = await enrollmentModel(api.app.deps.db).countDocuments({ classId: new Types.ObjectId(classId) })
    expect(enrolled).toBe(3)
  })

  it('hands in what collides with recognised hours, for the unit to see first', async () => {
    const { params, trainees } = await aPassedClass()
    await operator.classEndings.close({ params, body: {} })
    await approveAll(school.token)
    const again = await addOpenClass(api, provider.unit)
    const classId = String(again._id)
    const people = trainees.map(({ name, residentId }) => ({ name, residentId }))
    await operator.classes.enrolByIdentity({ params: { classId }, body: { people } })
    await enterResults(api, classId, trainees)
    expect((await operator.classEndings.close({ params: { classId }, body: {} })).counts.submitted).toBe(3)
    expect((await api.as(school.token).approvals.list()).data).toMatchObject([
      { hasConflict: true },
      { hasConflict: true },
    ])
    expect(await approveAll(school.token)).toMatchObject([
      { problem: { code: 'course_already_counted' } },
      { problem: { code: 'course_already_counted' } },
    ])
  })
})

describe('four eyes on what a provider’s class gives', () => {
  it('are not those of whoever closed the class or entered the results, in the unit’s name either', async () => {
    const [closer, clerk] = [await registerPerson(api), await registerPerson(api)]
    const closing = api.as(await actFor(api, closer, provider.unit))
    const entering = api.as(await actFor(api, clerk, provider.unit))
    const { params, trainees } = await aPassedClass()
    const rows = trainees.map(({ traineeId }) => ({
      traineeId,
      version: 1,
      result: 'passed' as const,
      startedOn: '2026-03-02',
      endedOn: '2026-03-04',
    }))
    await entering.assessments.enter({ params, body: { rows } })
    await closing.classEndings.close({ params, body: {} })
    for (const person of [closer, clerk]) {
      const acting = await actFor(api, person, school.unit)
      const { data } = await api.as(acting).creditRecords.toDecide()
      expect(data.map(({ abilities }) => abilities.approve)).toEqual([false, false])
      expect(await approveAll(acting)).toMatchObject([
        { problem: { code: 'own_declaration' } },
        { problem: { code: 'own_declaration' } },
      ])
    }
    expect(await approveAll(school.token)).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
    expect(await recordsOf(trainees[0])).toMatchObject([{ state: 'recognized', selfApproved: false }])
  })
})

describe('where the unit has nobody else', () => {
  it('whoever closed the class decides for the unit all the same, and the record says so', async () => {
    const { operator: sole, unit } = hospital
    const closing = api.as(await actFor(api, sole, provider.unit))
    const { params, trainees } = await aPassedClass()
    await closing.classEndings.close({ params, body: {} })
    const acting = (await api.as(sole.token).accounts.actAs({ body: { organizationId: unit.id } })).accessToken
    expect(await approveAll(acting)).toMatchObject([{ outcome: 'done' }])
    expect(await recordsOf(trainees[2])).toMatchObject([{ state: 'recognized', selfApproved: true }])
  })
})

describe('a record of a provider’s class that its unit returns', () => {
  it('goes back to the provider, which mends and submits it again', async () => {
    const { params, trainees } = await aPassedClass()
    await operator.classEndings.close({ params, body: {} })
    const [row] = await waiting(hospital.token)
    const body = { rows: row ? [row] : [], decision: 'return' as const, opinion: '实际两天' }
    expect((await api.as(hospital.token).creditRecords.decide({ body })).results).toMatchObject([{ outcome: 'done' }])
    const recordId = row?.id ?? ''
    const returned = await operator.creditRecords.get({ params: { recordId } })
    expect(returned).toMatchObject({ state: 'returned', abilities: { edit: true, submit: true, withdraw: false } })
    const mended = await operator.creditRecords.edit({
      params: { recordId },
      body: {
        category: 'professional',
        courseName: returned.courseName,
        studyMode: returned.studyMode,
        startsOn: returned.startsOn,
        endsOn: returned.endsOn,
        days: returned.days,
        assessmentResult: 'passed',
        declaredTenths: 120,
        providerName: '随便写的机构',
        year: 2026,
        version: returned.version,
      },
    })
    expect(mended.providerName).toBe('东莞市继续教育中心')
    await operator.creditRecords.submit({ params: { recordId }, body: { version: mended.version } })
    expect(await approveAll(hospital.token)).toMatchObject([{ outcome: 'done' }])
    expect(await sumsOf(trainees[2])).toEqual([120, 0])
  })
})

describe('opening a closed class of a provider again', () => {
  it('takes back what waits, was returned and was recognised, of all units, and gives it again', async () => {
    const { params, trainees } = await aPassedClass()
    await operator.classEndings.close({ params, body: {} })
    const [row] = await waiting(hospital.token)
    const [one, other] = (await api.as(school.token).creditRecords.toDecide()).data
    const decide = async (record: typeof one, decision: 'approve' | 'return') => {
      const rows = [{ id: record?.id ?? '', version: record?.version ?? 0 }]
      await api.as(school.token).creditRecords.decide({ body: { rows, decision, opinion: '已核对' } })
      return (await api.as(school.token).creditRecords.get({ params: { recordId: record?.id ?? '' } })).state
    }
    expect([await decide(one, 'approve'), await decide(other, 'return')]).toEqual(['recognized', 'returned'])
    await operator.classEndings.reopen({ params, body: { reason: '成绩录错' } })
    expect(await Promise.all(trainees.map(sumsOf))).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ])
    const record = await api.as(hospital.token).creditRecords.get({ params: { recordId: row?.id ?? '' } })
    expect(record).toMatchObject({ state: 'rejected', abilities: { approve: false } })
    expect(record.trail.at(-1)).toMatchObject({
      step: 'declaration',
      opinion: '成绩录错',
      organization: { name: '东莞市继续教育中心' },
    })
    const ofSchool = [...(await recordsOf(trainees[0])), ...(await recordsOf(trainees[1]))]
    expect(ofSchool.map(({ state }) => state).toSorted()).toEqual(['rejected', 'revoked'])
    expect(await waiting(hospital.token)).toEqual([])
    expect((await operator.classEndings.close({ params, body: {} })).counts.submitted).toBe(3)
    expect(await waiting(hospital.token)).toHaveLength(1)
  })

  it('and a decision of a unit at the same moment leave a record that both agree on', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { classId, params, trainees } = await aPassedClass({ courseName: `第 ${round} 门` })
      await operator.classEndings.close({ params, body: {} })
      await Promise.allSettled([
        approveAll(school.token),
        operator.classEndings.reopen({ params, body: { reason: '更正' } }),
      ])
      expect((await classModel(api.app.deps.db).findById(classId).orFail().lean()).state).toBe('open')
      for (const trainee of trainees) {
        const ofClass = (await recordsOf(trainee)).filter((record) => record.classId === classId)
        expect(ofClass.every(({ state }) => state === 'revoked' || state === 'rejected')).toBe(true)
      }
    }
  })
})
