import type { TrainingClass } from '@jijiao/api/features/classes'
import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees, addOpenClass, type TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { createUnit, createUnitWithOperator, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { inTransaction } from '../../db/transaction'
import { type ClassRow, hoursVersionsOf, recognizeClassRecords, revokeClassRecords, sumsByTrainee } from '.'

let api: TestApi
let unit: TestUnit
let operatorId: string
let trainees: TestTrainee[]
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  const made = await createUnitWithOperator(api)
  unit = made.unit
  operatorId = made.operator.accountId
  trainees = await addConfirmedTrainees(api, unit, 2)
})

const DECLARER = String(new Types.ObjectId())
const of = () => ({
  actor: { accountId: operatorId, organizationId: unit.id },
  at: new Date(api.clock.now()),
  requestId: 'test',
})
const rowsFor = (people: readonly TestTrainee[], overrides: Partial<ClassRow> = {}): ClassRow[] =>
  people.map(({ traineeId }) => ({ traineeId, creditHourTenths: 180, declaredBy: DECLARER, ...overrides }))

const give = (trainingClass: TrainingClass, rows = rowsFor(trainees), year = 2026) =>
  inTransaction(api.app.deps.db, (session) =>
    recognizeClassRecords(api.app.deps, of(), { trainingClass, year, rows }, session),
  )
const sumsOf = async ({ traineeId }: TestTrainee) => {
  const sums = await sumsByTrainee(api.app.deps, { traineeIds: [traineeId], year: 2026 })
  return sums.get(traineeId)
}
const ofTrainee = (index = 0) => trainees[index] ?? expect.fail('there is no such trainee')

describe('a class that closes', () => {
  it('gives each trainee a recognised record, by another person than the one who declared', async () => {
    const trainingClass = await addOpenClass(api, unit)
    const results = await give(trainingClass)
    expect(results.map(({ outcome }) => outcome)).toEqual(['recognized', 'recognized'])
    const trainee = ofTrainee()
    const { data } = await api.as(trainee.token).creditRecords.mine()
    expect(data).toMatchObject([
      {
        organization: { id: unit.id, name: unit.name },
        courseName: trainingClass.courseName,
        state: 'recognized',
        source: 'class',
        classId: String(trainingClass._id),
        certifiedTenths: 180,
        startsOn: '2026-03-02',
        endsOn: '2026-03-04',
        days: 3,
        providerName: unit.name,
        selfApproved: false,
        decisionStep: null,
      },
    ])
    const recordId = data[0]?.id ?? ''
    const record = await api.as(trainee.token).creditRecords.mineOne({ params: { recordId } })
    expect(record.trail).toMatchObject([{ step: 'unit', result: 'recognized', organization: { id: unit.id } }])
    expect(await factNamesAbout(api, recordId)).toEqual(['CreditRecordRecognized'])
    expect(await sumsOf(trainee)).toEqual({
      public: { recognizedTenths: 0, pendingTenths: 0, courses: 0 },
      professional: { recognizedTenths: 180, pendingTenths: 0, courses: 1 },
      elective: { recognizedTenths: 0, pendingTenths: 0, courses: 0 },
    })
    const traineeIds = [new Types.ObjectId(trainee.traineeId)]
    const versions = await hoursVersionsOf(api.app.deps, { traineeIds, year: 2026 })
    expect(versions.get(trainee.traineeId)).toBe(1)
    const other = api.as(ofTrainee(1).token).creditRecords.mineOne({ params: { recordId } })
    expect((await refusal(other)).code).toBe('not_found')
    expect((await refusal(api.as().creditRecords.mine())).code).toBe('not_signed_in')
  })

  it('bears the flag when the closing operator entered the result', async () => {
    await give(await addOpenClass(api, unit), rowsFor(trainees, { declaredBy: operatorId }))
    const { data } = await api.as(ofTrainee().token).creditRecords.mine()
    expect(data[0]?.selfApproved).toBe(true)
  })

  it('does not give the same class or the same course of a year twice, and says which record is in the way', async () => {
    const first = await addOpenClass(api, unit)
    await give(first)
    const again = await give(first)
    expect(again).toMatchObject([{ problem: { code: 'class_record_exists' } }, { outcome: 'refused' }])
    const days = { startsOn: '2026-05-11', endsOn: '2026-05-13' }
    const second = await addOpenClass(api, unit, [], { ...days, courseName: ' 工程　伦理。' })
    expect((await give(second))[0]).toMatchObject({
      outcome: 'refused',
      problem: { code: 'course_already_counted', detail: expect.stringContaining('2026-03-02 至 2026-03-04') },
    })
    const nextYear = await addOpenClass(api, unit, [], days)
    expect((await give(nextYear, rowsFor(trainees), 2025))[0]?.outcome).toBe('recognized')
  })

  it('keeps to the ceiling of a day over all records of a person', async () => {
    await give(await addOpenClass(api, unit), rowsFor(trainees, { creditHourTenths: 200 }))
    const oneDay = { startsOn: '2026-03-03', endsOn: '2026-03-03' }
    const other = await addOpenClass(api, unit, [], { ...oneDay, courseName: '项目管理' })
    const [refused] = await give(other, rowsFor([ofTrainee()], { creditHourTenths: 60 }))
    expect(refused).toMatchObject({
      problem: {
        code: 'day_ceiling_exceeded',
        detail: '2026-03-02 至 2026-03-04 共 3 天最多 24 学时，已认定 20 学时，再加 6 学时超过上限',
      },
    })
    const [fits] = await give(other, rowsFor([ofTrainee()], { creditHourTenths: 40 }))
    expect(fits?.outcome).toBe('recognized')
  })

  it('keeps to both when two classes close at once', async () => {
    const sameDay = { startsOn: '2026-03-02', endsOn: '2026-03-02' }
    const [one, two] = [
      await addOpenClass(api, unit, [], { ...sameDay, courseName: '一' }),
      await addOpenClass(api, unit, [], { ...sameDay, courseName: '二' }),
    ]
    const rows = rowsFor(trainees, { creditHourTenths: 50 })
    const results = (await Promise.all([give(one, rows), give(two, rows)])).flat()
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['recognized', 'recognized', 'refused', 'refused'])
    expect((await sumsOf(ofTrainee()))?.professional).toMatchObject({ recognizedTenths: 50, courses: 1 })
  })

  it('passes public subjects on to the HR authority, where there is one', async () => {
    const subject = { category: 'public' as const, courseName: '法律法规' }
    expect((await give(await addOpenClass(api, unit, [], subject)))[0]?.outcome).toBe('recognized')
    const hr = await createUnit(api, { kind: 'hrAuthority', regionCode: '441900', name: '人社局' })
    const next = { ...subject, courseName: '信息安全', startsOn: '2026-04-01', endsOn: '2026-04-03' }
    expect((await give(await addOpenClass(api, unit, [], next)))[0]?.outcome).toBe('submitted')
    const { data } = await api.as(ofTrainee().token).creditRecords.mine({ query: { state: 'submitted' } })
    expect(data).toMatchObject([{ decisionStep: 'hrAuthority', reviewingBody: { id: hr.id }, certifiedTenths: null }])
    expect((await sumsOf(ofTrainee()))?.public).toEqual({ recognizedTenths: 180, pendingTenths: 180, courses: 1 })
  })

  it('takes back what it gave, so that it may be given again', async () => {
    const trainingClass = await addOpenClass(api, unit)
    const [given] = await give(trainingClass)
    const reason = '结班有误'
    const revoked = await inTransaction(api.app.deps.db, (session) =>
      revokeClassRecords(
        api.app.deps,
        of(),
        { classId: trainingClass._id, organizationId: trainingClass.organizationId, reason },
        session,
      ),
    )
    expect(revoked).toBe(2)
    expect((await sumsOf(ofTrainee()))?.professional.recognizedTenths).toBe(0)
    const recordId = given?.outcome === 'recognized' ? given.recordId : ''
    const record = await api.as(ofTrainee().token).creditRecords.mineOne({ params: { recordId } })
    expect(record).toMatchObject({ state: 'revoked', trail: [{}, { result: 'revoked', opinion: reason }] })
    expect((await give(trainingClass))[0]?.outcome).toBe('recognized')
  })
})
