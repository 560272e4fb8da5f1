import { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factNamesAbout } from '../../../../test/support/facts'
import { createUnitWithOperator } from '../../../../test/support/people'
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
import { hoursVersionsOf, sumsByTrainee } from '.'

let api: TestApi
let world: RecordWorld
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  world = await recordWorld(api)
})

const hours = async () => {
  const traineeId = new Types.ObjectId(world.trainee.traineeId)
  const sums = await sumsByTrainee(api.app.deps, { traineeIds: [traineeId], year: 2026 })
  const versions = await hoursVersionsOf(api.app.deps, { traineeIds: [traineeId], year: 2026 })
  return { ...sums.get(String(traineeId))?.professional, version: versions.get(String(traineeId)) }
}
const correction = { ...aRecord, declaredTenths: 120, days: 2, reason: '第三天未参加' }

describe('a correction', () => {
  it('takes the old record’s place once another person has confirmed it', async () => {
    const { clerk, chief, people } = world
    const old = await recognizedRecord(world)
    const params = { recordId: old.id }
    const draft = await clerk.creditRecords.correct({ params, body: { ...correction, version: old.version } })
    expect(draft).toMatchObject({ state: 'draft', supersedesId: old.id, findings: [] })
    const again = clerk.creditRecords.correct({ params, body: { ...correction, version: old.version + 1 } })
    expect((await refusal(again)).code).toBe('correction_pending')
    expect(await hours()).toMatchObject({ recognizedTenths: 180, pendingTenths: 0, courses: 1, version: 1 })
    expect((await confirmed(chief, draft.id)).outcome).toBe('done')
    expect(await hours()).toMatchObject({ recognizedTenths: 120, courses: 1, version: 2 })
    expect(await clerk.creditRecords.get({ params })).toMatchObject({ state: 'superseded', supersededById: draft.id })
    const corrected = await clerk.creditRecords.get({ params: { recordId: draft.id } })
    expect(corrected.trail).toMatchObject([
      {
        step: 'declaration',
        operator: people.clerk.name,
        opinion: '第三天未参加',
        changes: [
          { field: 'days', before: '3', after: '2' },
          { field: 'declaredTenths', before: '180', after: '120' },
        ],
      },
      { step: 'unit', result: 'recognized', changes: null },
    ])
    expect(await factNamesAbout(api, old.id)).toContain('CreditRecordSuperseded')
  })

  it('that is given up frees the record, and is refused to whoever may not', async () => {
    const { clerk, school } = world
    const old = await recognizedRecord(world)
    const params = { recordId: old.id }
    const draft = await clerk.creditRecords.correct({ params, body: { ...correction, version: old.version } })
    await clerk.creditRecords.remove({ params: { recordId: draft.id } })
    expect((await clerk.creditRecords.get({ params })).abilities).toMatchObject({ correct: true, askRevocation: true })
    const foreign = api.as((await createUnitWithOperator(api)).token).creditRecords
    for (const client of [foreign, school.creditRecords]) {
      const call = client.correct({ params, body: { ...correction, version: old.version } })
      expect((await refusal(call)).code).toBe('not_found')
    }
    const open = await draftedRecord(world, { courseName: '未认定' })
    const early = clerk.creditRecords.correct({ params: { recordId: open.id }, body: { ...correction, version: 1 } })
    expect((await refusal(early)).code).toBe('record_not_recognized')
  })
})

describe('a revocation', () => {
  it('is asked for by one person and decided by another, and takes the hours away', async () => {
    const { clerk, chief, person } = world
    const record = await recognizedRecord(world)
    const params = { recordId: record.id }
    const asked = await chief.creditRecords.askRevocation({
      params,
      body: { version: record.version, reason: '材料不实' },
    })
    expect(asked).toMatchObject({ state: 'recognized', revocation: { reason: '材料不实' }, decisionStep: 'unit' })
    expect(asked.abilities.decideRevocation).toBe(false)
    const { version } = asked
    const own = chief.creditRecords.decideRevocation({ params, body: { version, decision: 'approve' } })
    expect((await refusal(own)).code).toBe('own_declaration')
    const powerless = clerk.creditRecords.decideRevocation({ params, body: { version, decision: 'approve' } })
    expect((await refusal(powerless)).code).toBe('not_allowed')
    expect((await world.second.creditRecords.toDecide()).data.map(({ id }) => id)).toEqual([record.id])
    const silent = world.second.creditRecords.decideRevocation({ params, body: { version, decision: 'refuse' } })
    expect((await refusal(silent)).code).toBe('invalid_input')
    const both = await Promise.allSettled([
      world.second.creditRecords.decideRevocation({ params, body: { version, decision: 'approve' } }),
      world.second.creditRecords.decideRevocation({ params, body: { version, decision: 'refuse', opinion: '属实' } }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { state } = await person.creditRecords.mineOne({ params })
    const isRevoked = state === 'revoked'
    expect(await hours()).toMatchObject({ recognizedTenths: isRevoked ? 0 : 180, version: isRevoked ? 2 : 1 })
    if (isRevoked) expect((await recognizedRecord(world)).state).toBe('recognized')
  })

  it('that is refused lets the record stand', async () => {
    const { clerk, chief } = world
    const record = await recognizedRecord(world)
    const params = { recordId: record.id }
    const { version } = await clerk.creditRecords.askRevocation({
      params,
      body: { version: record.version, reason: '误报' },
    })
    const body = { version, decision: 'refuse', opinion: '核对无误' } as const
    const standing = await chief.creditRecords.decideRevocation({ params, body })
    expect(standing).toMatchObject({ state: 'recognized', revocation: null, decisionStep: null })
    expect(standing.trail.at(-1)).toMatchObject({ result: 'revocationRefused', opinion: '核对无误' })
  })
})

describe('where an authority recognises', () => {
  it('the unit passes the record on, and the authority has the last word', async () => {
    const region = '441300'
    world = await recordWorld(api, { regionCode: region })
    const hr = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: region, name: '人社局' })
    const authority = api.as(hr.token)
    const { clerk, chief, person } = world
    const { id } = await draftedRecord(world, { category: 'public', courseName: '法律法规' })
    expect((await confirmed(chief, id)).outcome).toBe('done')
    const params = { recordId: id }
    const passed = await clerk.creditRecords.get({ params })
    expect(passed).toMatchObject({
      state: 'submitted',
      decisionStep: 'hrAuthority',
      decisionSteps: ['unit', 'hrAuthority'],
      reviewingBody: { id: hr.unit.id },
      abilities: { withdraw: true, approve: false },
    })
    expect(passed.trail.map(({ result }) => result)).toEqual(['submitted', 'passedOn'])
    const waiting = await authority.creditRecords.toDecide()
    expect(waiting.data).toMatchObject([{ id, abilities: { approve: true } }])
    expect((await decided(chief, id)).outcome).toBe('refused')
    expect((await decided(authority, id, { decision: 'return', opinion: '请附证明' })).outcome).toBe('done')
    expect((await confirmed(chief, id)).outcome).toBe('done')
    expect((await decided(authority, id, { certifiedTenths: 100 })).outcome).toBe('done')
    expect(await person.creditRecords.mineOne({ params })).toMatchObject({ state: 'recognized', certifiedTenths: 100 })
    const { data } = await authority.creditRecords.recognized({ query: { course: 'flfg' } })
    expect(data.map((line) => line.id)).toEqual([id])
  })

  it('what a person declared goes to the unit first; professional subjects stay with it', async () => {
    const region = '441400'
    world = await recordWorld(api, { regionCode: region })
    await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: region })
    const own = await submittedByPerson(world, { category: 'public', courseName: '信息安全' })
    expect(own).toMatchObject({ decisionStep: 'unit', decisionSteps: ['unit', 'hrAuthority'] })
    expect((await decided(world.chief, own.id)).outcome).toBe('done')
    const params = { recordId: own.id }
    const passed = await world.person.creditRecords.mineOne({ params })
    expect(passed).toMatchObject({ decisionStep: 'hrAuthority', abilities: { withdraw: false } })
    const late = world.person.creditRecords.withdrawMine({ params, body: { version: passed.version } })
    expect((await refusal(late)).code).toBe('record_decided')
    expect((await recognizedRecord(world)).decisionSteps).toEqual(['unit'])
  })
})
