import { maskResidentId } from '@jijiao/shared/identifiers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { aClass, addConfirmedTrainees, addOpenClass, type TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator, registerPerson, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { classModel, enrollmentModel } from '../classes'

let api: TestApi
let unit: TestUnit
let operator: ReturnType<TestApi['as']>
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  const made = await createUnitWithOperator(api)
  unit = made.unit
  operator = api.as(made.token)
})

const absentId = 'f'.repeat(24)
const days = { startedOn: aClass.startsOn, endedOn: aClass.endsOn }
const passed = (traineeId: string, version = 0) => ({ traineeId, version, result: 'passed' as const, ...days })
const enter = (classId: string, rows: Parameters<typeof operator.assessments.enter>[0]['body']['rows']) =>
  operator.assessments.enter({ params: { classId }, body: { rows } })
const openClass = async (trainees: readonly TestTrainee[]) => String((await addOpenClass(api, unit, trainees))._id)
const listed = async (classId: string, query: object = {}) =>
  (await operator.assessments.list({ params: { classId }, query })).data
const refusedWith = (code: string) => ({ outcome: 'refused', problem: { code, title: expect.any(String) } })

describe('entering results', () => {
  it('takes one or many, each by itself, and keeps the enrolment from then on', async () => {
    const [one, two] = (await addConfirmedTrainees(api, unit, 3, ['赵一', '陈二', '李三'])) as [
      TestTrainee,
      TestTrainee,
    ]
    const classId = await openClass([one, two])
    const row = { ...passed(one.traineeId), totalScoreTenths: 865, remark: ' 优秀学员 ' }
    const { results } = await enter(classId, [row, passed(two.traineeId, 3), passed(absentId)])
    expect(results).toEqual([
      { id: one.traineeId, outcome: 'done' },
      { id: two.traineeId, ...refusedWith('state_conflict') },
      { id: absentId, ...refusedWith('not_found') },
    ])
    const [missing, entered] = await listed(classId)
    expect(missing).toMatchObject({ name: '陈二', version: 0, assessment: null, abilities: { enter: true } })
    expect(entered).toMatchObject({ name: '赵一', version: 1, residentId: maskResidentId(one.residentId) })
    expect(entered?.assessment).toMatchObject({ result: 'passed', totalScoreTenths: 865, remark: '优秀学员', ...days })
    expect(await operator.classes.get({ params: { classId } })).toMatchObject({ enrolledCount: 2, assessedCount: 1 })
    const leaving = await operator.classes.withdraw({ params: { classId }, body: { traineeIds: [one.traineeId] } })
    expect(leaving.results).toEqual([{ id: one.traineeId, ...refusedWith('enrollment_in_use') }])
    const [mine] = (await api.as(one.token).classes.mine()).data
    expect(mine?.assessment).toMatchObject({ result: 'passed', totalScoreTenths: 865 })
  })

  it('corrects from the version that was read, and counts it once', async () => {
    const [trainee] = (await addConfirmedTrainees(api, unit, 1)) as [TestTrainee]
    const classId = await openClass([trainee])
    await enter(classId, [passed(trainee.traineeId)])
    const failed = { ...passed(trainee.traineeId, 1), result: 'failed' as const }
    expect((await enter(classId, [failed])).results).toMatchObject([{ outcome: 'done' }])
    expect((await enter(classId, [failed])).results).toMatchObject([refusedWith('state_conflict')])
    expect((await listed(classId))[0]).toMatchObject({ version: 2, assessment: { result: 'failed' } })
    expect((await operator.classes.get({ params: { classId } })).assessedCount).toBe(1)
    const enrollment = await enrollmentModel(api.app.deps.db).findOne({ traineeId: trainee.traineeId }).orFail().lean()
    const names = await factNamesAbout(api, String(enrollment._id))
    expect(names).toEqual(['TraineeEnrolled', 'AssessmentEntered', 'AssessmentCorrected'])
  })

  it("wants a score for each of the plan's subjects and no other", async () => {
    const [trainee] = (await addConfirmedTrainees(api, unit, 1)) as [TestTrainee]
    const classId = await openClass([trainee])
    await classModel(api.app.deps.db).updateOne({ _id: classId }, { $set: { plan: aPlan(['理论', '实操']) } })
    const scored = (...subjects: string[]) => ({
      ...passed(trainee.traineeId),
      subjectScores: subjects.map((subject) => ({ subject, scoreTenths: 900 })),
    })
    for (const subjects of [[], ['理论'], ['理论', '理论'], ['理论', '实操', '别的']]) {
      expect((await enter(classId, [scored(...subjects)])).results).toMatchObject([
        refusedWith('subject_scores_differ'),
      ])
    }
    expect((await enter(classId, [scored('实操', '理论')])).results).toMatchObject([{ outcome: 'done' }])
    expect((await listed(classId))[0]?.assessment?.subjectScores).toHaveLength(2)
  })

  it('goes only while the class is open', async () => {
    const [trainee] = (await addConfirmedTrainees(api, unit, 1)) as [TestTrainee]
    const planned = await operator.classes.create({ body: aClass })
    expect((await refusal(enter(planned.id, [passed(trainee.traineeId)]))).code).toBe('class_not_open')
    const classId = await openClass([trainee])
    await operator.classEndings.cancel({ params: { classId }, body: {} })
    expect((await refusal(enter(classId, [passed(trainee.traineeId)]))).code).toBe('class_not_open')
    expect((await listed(classId))[0]?.abilities).toEqual({ enter: false })
  })

  it('of two at once stands once', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 2)
    const classId = await openClass(trainees)
    const rows = trainees.map(({ traineeId }) => passed(traineeId))
    const answers = await Promise.all([enter(classId, rows), enter(classId, rows)])
    const outcomes = answers.flatMap(({ results }) => results.map(({ outcome }) => outcome)).sort()
    expect(outcomes).toEqual(['done', 'done', 'refused', 'refused'])
    expect((await operator.classes.get({ params: { classId } })).assessedCount).toBe(2)
  })

  it('names every wrong field', async () => {
    const classId = await openClass([])
    const row = { ...passed('1'), result: 'good' as 'passed', totalScoreTenths: -1, remark: '长'.repeat(101) }
    const problem = await refusal(enter(classId, [row]))
    const pointers = problem.errors?.map(({ pointer }) => pointer).sort()
    const fields = ['remark', 'result', 'totalScoreTenths', 'traineeId']
    expect(pointers).toEqual(fields.map((field) => `#/rows/0/${field}`))
    const backwards = await refusal(enter(classId, [{ ...passed(absentId), endedOn: '2026-01-01' }]))
    expect(backwards.errors).toEqual([{ pointer: '#/rows/0/endedOn', detail: '结束日期不能早于开始日期' }])
  })

  it('needs an operator with the grant; elsewhere the class is not there', async () => {
    const [trainee] = (await addConfirmedTrainees(api, unit, 1)) as [TestTrainee]
    const classId = await openClass([trainee])
    const call = { params: { classId }, body: { rows: [passed(trainee.traineeId)] } }
    const decider = api.as(await actFor(api, await registerPerson(api), unit, ['decide']))
    expect((await refusal(decider.assessments.enter(call))).code).toBe('not_allowed')
    const other = api.as((await createUnitWithOperator(api)).token)
    expect((await refusal(other.assessments.enter(call))).code).toBe('not_found')
    expect((await refusal(other.assessments.list({ params: { classId } }))).code).toBe('not_found')
    expect((await refusal(api.as().assessments.enter(call))).code).toBe('not_signed_in')
  })
})

describe('the results of a class', () => {
  it('are searched, filtered and paged by name', async () => {
    const trainees = await addConfirmedTrainees(api, unit, 4, ['周五', '陈一', '李二', '王四'])
    const classId = await openClass(trainees)
    await enter(classId, [passed(trainees[0]?.traineeId ?? ''), passed(trainees[1]?.traineeId ?? '')])
    const names = async (query: object) => (await listed(classId, query)).map(({ name }) => name)
    expect(await names({ show: 'entered' })).toEqual(['陈一', '周五'])
    expect(await names({ show: 'missing' })).toEqual(['李二', '王四'])
    expect(await names({ q: 'ws' })).toEqual(['王四'])
    const first = await operator.assessments.list({ params: { classId }, query: { limit: 3 } })
    const cursor = first.nextCursor ?? ''
    expect(await names({ limit: 3, cursor })).toEqual(['周五'])
  })
})

const aPlan = (subjects: string[]) => ({
  planId: absentId,
  studyMode: 'faceToFace',
  examType: 'closedBook',
  timetable: '',
  headTeacher: { teacherId: absentId, name: '陈老师' },
  teachers: [],
  subjects,
})
