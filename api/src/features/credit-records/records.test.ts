import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { addConfirmedTrainees, addTrainees } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { actFor, createUnitWithOperator } from '../../../../test/support/people'
import {
  aRecord,
  confirmed,
  decided,
  draftedRecord,
  type RecordWorld,
  recognizedRecord,
  recordWorld,
  submittedByPerson,
} from '../../../../test/support/records'
import { refusal } from '../../../../test/support/refusal'
import { traineeModel } from '../affiliations'

let api: TestApi
let world: RecordWorld
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  world = await recordWorld(api)
})

const problemOf = (result: Awaited<ReturnType<typeof decided>>) =>
  result.outcome === 'refused' ? result.problem.code : expect.fail('it was not refused')
const pointersOf = async (call: Promise<unknown>) => (await refusal(call)).errors?.map(({ pointer }) => pointer)

describe('declaring for a trainee', () => {
  it('drafts, changes and deletes a record that nobody else sees', async () => {
    const { clerk, person, trainee, unit } = world
    const draft = await draftedRecord(world)
    expect(draft).toMatchObject({
      trainee: { id: trainee.traineeId, name: trainee.name, residentId: expect.stringContaining('********') },
      organization: { id: unit.id },
      state: 'draft',
      source: 'unit',
      certifiedTenths: null,
      trail: [],
      findings: [],
      abilities: { edit: true, remove: true, submit: false, confirm: false },
    })
    const params = { recordId: draft.id }
    const edited = await clerk.creditRecords.edit({ params, body: { ...aRecord, version: 1, reviewedTenths: 160 } })
    expect(edited).toMatchObject({ version: 2, reviewedTenths: 160 })
    const stale = clerk.creditRecords.edit({ params, body: { ...aRecord, version: 1 } })
    expect((await refusal(stale)).code).toBe('state_conflict')
    expect((await person.creditRecords.mine()).data).toEqual([])
    await clerk.creditRecords.remove({ params })
    expect((await refusal(clerk.creditRecords.get({ params }))).code).toBe('not_found')
    const names = ['CreditRecordDrafted', 'CreditRecordChanged', 'CreditRecordRemoved']
    expect(await factNamesAbout(api, draft.id)).toEqual(names)
  })

  it('says of every field what is wrong with it', async () => {
    const wrong = [
      [{ endsOn: '2026-03-01' }, '#/endsOn'],
      [{ days: 4 }, '#/days'],
      [{ year: 2025 }, '#/yearReason'],
      [{ providerName: '' }, '#/providerName'],
      [{ reviewedTenths: 181 }, '#/reviewedTenths'],
      [{ declaredTenths: 241 }, '#/declaredTenths'],
      [{ declaredTenths: 1.5 }, '#/declaredTenths'],
      [{ content: '学'.repeat(101) }, '#/content'],
      [{ providerName: '', providerId: '0'.repeat(24) }, '#/providerId'],
    ] as const
    for (const [overrides, pointer] of wrong) {
      expect(await pointersOf(draftedRecord(world, overrides))).toEqual([pointer])
    }
    expect((await draftedRecord(world, { year: 2025, yearReason: '跨年度学习' })).yearReason).toBe('跨年度学习')
  })

  it('is for trainees of the unit, by operators with the grant', async () => {
    const [stranger] = await addTrainees(api, 1)
    expect(await pointersOf(draftedRecord(world, { traineeId: stranger?.traineeId ?? '' }))).toEqual(['#/traineeId'])
    const other = await createUnitWithOperator(api)
    const elsewhere = draftedRecord({ clerk: api.as(other.token), trainee: world.trainee })
    expect(await pointersOf(elsewhere)).toEqual(['#/traineeId'])
    const params = { recordId: (await draftedRecord(world)).id }
    const foreign = api.as(other.token).creditRecords
    for (const call of [foreign.get({ params }), foreign.edit({ params, body: { ...aRecord, version: 1 } })]) {
      expect((await refusal(call)).code).toBe('not_found')
    }
    const onlyDecides = await createUnitWithOperator(api, { grants: ['decide'] })
    const [one] = await addConfirmedTrainees(api, onlyDecides.unit, 1)
    const forbidden = draftedRecord({ clerk: api.as(onlyDecides.token), trainee: one ?? world.trainee })
    expect((await refusal(forbidden)).code).toBe('not_allowed')
    expect((await refusal(draftedRecord({ ...world, clerk: api.as() }))).code).toBe('not_signed_in')
  })
})

describe('confirming', () => {
  it('recognises with the reviewed hours, by another person than the declarer', async () => {
    const { clerk, chief, person, people, unit } = world
    const { id } = await draftedRecord(world, { reviewedTenths: 160 })
    expect((await refusal(clerk.creditRecords.confirm({ body: { ids: [id] } }))).code).toBe('not_allowed')
    expect(await confirmed(chief, id)).toEqual({ id, outcome: 'done' })
    const params = { recordId: id }
    const record = await person.creditRecords.mineOne({ params })
    expect(record).toMatchObject({ state: 'recognized', certifiedTenths: 160, selfApproved: false, decisionStep: null })
    expect(record.trail).toMatchObject([
      { step: 'declaration', result: 'submitted', operator: people.clerk.name, organization: { id: unit.id } },
      { step: 'unit', result: 'recognized', operator: people.chief.name, organization: { id: unit.id } },
    ])
    expect(problemOf(await confirmed(chief, id))).toBe('record_locked')
    expect((await refusal(clerk.creditRecords.remove({ params }))).code).toBe('record_not_draft')
    expect(await factNamesAbout(api, id)).toEqual(['CreditRecordDrafted', 'CreditRecordRecognized'])
  })

  it('is refused to the declarer while there is somebody else, and flagged when there is not', async () => {
    const { chief, trainee } = world
    const own = await draftedRecord({ clerk: chief, trainee })
    expect(own.abilities.confirm).toBe(false)
    expect(problemOf(await confirmed(chief, own.id))).toBe('own_declaration')
    const touched = await draftedRecord(world, { courseName: '项目管理', startsOn: '2026-04-01', endsOn: '2026-04-03' })
    const body = { ...aRecord, courseName: '项目管理', startsOn: '2026-04-01', endsOn: '2026-04-03', version: 1 }
    await chief.creditRecords.edit({ params: { recordId: touched.id }, body })
    expect(problemOf(await confirmed(chief, touched.id))).toBe('own_declaration')
    const alone = await createUnitWithOperator(api)
    const [theirs] = await addConfirmedTrainees(api, alone.unit, 1)
    const client = api.as(alone.token)
    const record = await draftedRecord({ clerk: client, trainee: theirs ?? trainee })
    expect(record.abilities.confirm).toBe(true)
    expect((await confirmed(client, record.id)).outcome).toBe('done')
    const { data } = await client.creditRecords.recognized({ query: { selfApproved: 'true' } })
    expect(data.map(({ id, selfApproved }) => [id, selfApproved])).toEqual([[record.id, true]])
  })

  it('gives nothing for a failed assessment without a reason, or before the study has ended', async () => {
    const { chief, clerk } = world
    const failed = await draftedRecord(world, { assessmentResult: 'failed' })
    expect(problemOf(await confirmed(chief, failed.id))).toBe('assessment_failed')
    expect((await confirmed(chief, failed.id, '补考合格，成绩随后录入')).outcome).toBe('done')
    const record = await clerk.creditRecords.get({ params: { recordId: failed.id } })
    expect(record.overrideReason).toBe('补考合格，成绩随后录入')
    const year = new Date(api.clock.now() + 40 * 86_400_000).getUTCFullYear()
    const [startsOn, endsOn] = [`${year + 1}-01-05`, `${year + 1}-01-07`]
    const future = await draftedRecord(world, { courseName: '明年', startsOn, endsOn, year: year + 1 })
    expect(problemOf(await confirmed(chief, future.id))).toBe('record_not_ended')
  })

  it('finds the same course, a full day and overlapping days, and says which record it is', async () => {
    const { chief, clerk } = world
    const first = await recognizedRecord(world)
    const same = await draftedRecord(world, { courseName: '工程 伦理', startsOn: '2026-06-01', endsOn: '2026-06-03' })
    expect(same.findings).toMatchObject([{ kind: 'sameCourse', isBlocking: true, records: [{ id: first.id }] }])
    const refused = await confirmed(chief, same.id)
    expect(refused).toMatchObject({
      problem: {
        code: 'course_already_counted',
        detail: expect.stringContaining('《工程伦理》（2026-03-02 至 2026-03-04）'),
      },
    })
    const full = await draftedRecord(world, {
      courseName: '满',
      startsOn: '2026-03-04',
      endsOn: '2026-03-05',
      days: 2,
      declaredTenths: 160,
    })
    expect(full.findings.map(({ kind }) => kind)).toEqual(['dayCeiling', 'overlap'])
    expect(problemOf(await confirmed(chief, full.id))).toBe('day_ceiling_exceeded')
    const beside = await draftedRecord(world, {
      courseName: '晚',
      startsOn: '2026-03-04',
      endsOn: '2026-03-04',
      days: 1,
      declaredTenths: 40,
    })
    expect(beside.findings).toMatchObject([{ kind: 'overlap', isBlocking: false, records: [{ id: first.id }] }])
    expect((await confirmed(chief, beside.id)).outcome).toBe('done')
    expect((await clerk.creditRecords.get({ params: { recordId: beside.id } })).findings).toEqual([])
  })

  it('recognises one of two records of the same course at once, and refuses the other with the reason', async () => {
    const drafts = [
      await draftedRecord(world),
      await draftedRecord(world, { startsOn: '2026-05-04', endsOn: '2026-05-06' }),
    ]
    const results = await Promise.all(drafts.map(({ id }, index) => confirmed(index ? world.second : world.chief, id)))
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused'])
    const refused = results.find(({ outcome }) => outcome === 'refused') ?? expect.fail()
    expect(problemOf(refused)).toBe('course_already_counted')
  })

  it('keeps to the ceiling of a day when two records are confirmed at once', async () => {
    const oneDay = { startsOn: '2026-03-02', endsOn: '2026-03-02', days: 1, declaredTenths: 50 }
    const drafts = [
      await draftedRecord(world, { ...oneDay, courseName: '一' }),
      await draftedRecord(world, { ...oneDay, courseName: '二' }),
    ]
    const results = await Promise.all(drafts.map(({ id }, index) => confirmed(index ? world.second : world.chief, id)))
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused'])
  })
})

describe('a record that a person declares', () => {
  it('is decided by the unit: returned, mended, recognised with fewer hours', async () => {
    const { person, chief, clerk } = world
    const first = await submittedByPerson(world)
    expect(first).toMatchObject({ state: 'submitted', source: 'person', decisionStep: 'unit' })
    const params = { recordId: first.id }
    expect((await refusal(person.creditRecords.editMine({ params, body: { ...aRecord, version: 2 } }))).code).toBe(
      'record_locked',
    )
    const silent = chief.creditRecords.decide({ body: { decision: 'return', opinion: ' ', rows: [{ id: first.id }] } })
    expect((await refusal(silent)).errors?.map(({ pointer }) => pointer)).toEqual(['#/opinion'])
    expect((await decided(chief, first.id, { decision: 'return', opinion: '请写明地点' })).outcome).toBe('done')
    const returned = await person.creditRecords.mineOne({ params })
    expect(returned.trail.at(-1)).toMatchObject({ step: 'unit', result: 'returned', opinion: '请写明地点' })
    expect(returned.abilities).toMatchObject({ edit: true, remove: false, submit: true })
    const mended = { ...aRecord, place: '二号楼 201', version: returned.version }
    const { version } = await person.creditRecords.editMine({ params, body: mended })
    expect((await clerk.creditRecords.get({ params })).place).toBe(aRecord.place)
    const second = await person.creditRecords.submitMine({ params, body: { version } })
    expect(second.trail.at(-1)?.changes).toEqual([{ field: 'place', before: aRecord.place, after: '二号楼 201' }])
    expect(problemOf(await decided(chief, first.id, { certifiedTenths: 181 }))).toBe('certified_above_declared')
    expect((await decided(chief, first.id, { certifiedTenths: 120 })).outcome).toBe('done')
    expect(await person.creditRecords.mineOne({ params })).toMatchObject({ state: 'recognized', certifiedTenths: 120 })
    expect(problemOf(await decided(chief, first.id))).toBe('record_not_submitted')
    const { data } = await person.messages.list()
    expect(data.map(({ kind }) => kind).slice(0, 2)).toEqual(['recordRecognized', 'recordReturned'])
  })

  it('is closed for good, or taken back before anybody decides', async () => {
    const { person, chief } = world
    const one = await submittedByPerson(world)
    const params = { recordId: one.id }
    const withdrawn = await person.creditRecords.withdrawMine({ params, body: { version: one.version } })
    expect(withdrawn).toMatchObject({ state: 'draft', decisionStep: null })
    expect((await refusal(chief.creditRecords.get({ params }))).code).toBe('not_found')
    const again = await person.creditRecords.submitMine({ params, body: { version: withdrawn.version } })
    const late = decided(chief, one.id, { version: one.version })
    expect(problemOf(await late)).toBe('state_conflict')
    await decided(chief, one.id, { decision: 'reject', opinion: '材料不实' })
    const closed = await person.creditRecords.mineOne({ params })
    expect(closed).toMatchObject({ state: 'rejected', abilities: { edit: false, submit: false, withdraw: false } })
    const back = person.creditRecords.withdrawMine({ params, body: { version: again.version } })
    expect((await refusal(back)).code).toBe('record_not_submitted')
  })

  it('is nobody else’s to decide than the unit’s, and not her own as its operator', async () => {
    const { people, trainee, second, clerk } = world
    const { id } = await submittedByPerson(world)
    const elsewhere = api.as((await createUnitWithOperator(api)).token)
    expect(problemOf(await decided(elsewhere, id))).toBe('not_found')
    expect((await refusal(decided(clerk, id))).code).toBe('not_allowed')
    await traineeModel(api.app.deps.db).updateOne({ _id: trainee.traineeId }, { accountId: people.second.accountId })
    expect((await second.creditRecords.get({ params: { recordId: id } })).abilities.approve).toBe(false)
    expect(problemOf(await decided(second, id))).toBe('own_declaration')
  })

  it('needs a unit that she is bound to', async () => {
    const [loose] = await addTrainees(api, 1)
    const alone = api.as(loose?.token).creditRecords.declareMine({ body: aRecord })
    expect((await refusal(alone)).code).toBe('unit_required')
    const { id } = await submittedByPerson(world)
    const other = api.as(world.trainees[1]?.token).creditRecords
    expect((await refusal(other.mineOne({ params: { recordId: id } }))).code).toBe('not_found')
    const drafted = await recognizedRecord(world, {
      courseName: '单位申报',
      startsOn: '2026-05-01',
      endsOn: '2026-05-03',
    })
    const touch = world.person.creditRecords.removeMine({ params: { recordId: drafted.id } })
    expect((await refusal(touch)).code).toBe('not_allowed')
  })
})

describe('a record that a provider declares', () => {
  it('names a person of a unit by name and ID number, and goes to that unit', async () => {
    const { school, provider, chief, trainee, unit } = world
    const { name: traineeName, residentId } = trainee
    const unknown = school.creditRecords.create({ body: { ...aRecord, traineeName: '别人', residentId } })
    expect(await pointersOf(unknown)).toEqual(['#/residentId'])
    const byId = school.creditRecords.create({ body: { ...aRecord, traineeId: trainee.traineeId } })
    expect(await pointersOf(byId)).toEqual(['#/traineeId'])
    const draft = await school.creditRecords.create({ body: { ...aRecord, traineeName, residentId } })
    expect(draft).toMatchObject({ source: 'provider', organization: { id: unit.id }, providerId: provider.id })
    const params = { recordId: draft.id }
    expect((await refusal(chief.creditRecords.get({ params }))).code).toBe('not_found')
    await school.creditRecords.submit({ params, body: { version: draft.version } })
    expect((await chief.creditRecords.toDecide()).data.map(({ id }) => id)).toEqual([draft.id])
    expect((await refusal(decided(school, draft.id))).code).toBe('not_allowed')
    const results = await chief.creditRecords.decide({
      body: { decision: 'approve', rows: [{ id: draft.id }, { id: '0'.repeat(24) }] },
    })
    expect(results.results).toMatchObject([{ outcome: 'done' }, { outcome: 'refused', problem: { code: 'not_found' } }])
    expect((await school.creditRecords.declared()).data).toMatchObject([{ id: draft.id, state: 'recognized' }])
    const other = await actFor(api, world.people.clerk, provider)
    expect((await api.as(other).creditRecords.recognized()).data).toHaveLength(1)
  })
})
