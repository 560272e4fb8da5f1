import { ruleSetContentOf } from '@jijiao/shared/rule-sets'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { freshToken } from '../../../../test/support/attendance'
import { recognise } from '../../../../test/support/certificates'
import { addConfirmedTrainees, type TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { uploadScan } from '../../../../test/support/files'
import {
  actFor,
  createUnit,
  createUnitWithOperator,
  registerPerson,
  type TestUnit,
} from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'

const YEAR = 2025

let api: TestApi
let unit: TestUnit
let decider: string
let hr: string
beforeAll(async () => {
  api = await startTestApi()
  unit = await createUnit(api)
  decider = await actFor(api, await registerPerson(api), unit)
  hr = (await createUnitWithOperator(api, { kind: 'hrAuthority', name: '东莞市人力资源和社会保障局' })).token
  await nameReasons()
})
afterAll(() => api.stop())

/** The city's own rules: those of the province with reasons for less. */
async function nameReasons() {
  const { content } = await api.as().ruleSets.get({ params: { key: '440000-2024' } })
  const exemptions = [
    { code: 'maternity', label: '产假', categories: null, numerator: 1, denominator: 2 },
    { code: 'noElective', label: '援派', categories: ['elective' as const], numerator: 0, denominator: 1 },
  ]
  const body = { years: { from: YEAR, to: YEAR }, series: null, reason: '本市规定' }
  await api.as(hr).ruleSets.create({ body: { ...body, content: { ...ruleSetContentOf(content), exemptions } } })
}

const aTrainee = async () => {
  const [trainee] = await addConfirmedTrainees(api, unit, 1)
  return trainee ?? expect.fail('there is no trainee')
}
const grant = (
  trainee: TestTrainee,
  more: { code?: string; years?: number[]; attachmentIds?: string[] } = {},
  token = decider,
) =>
  api.as(token).exemptions.grant({
    body: {
      traineeId: trainee.traineeId,
      code: 'maternity',
      years: [YEAR],
      basis: '产假证明',
      attachmentIds: [],
      ...more,
    },
  })
const verdictOf = async (trainee: TestTrainee) =>
  (await api.as(freshToken(api, trainee)).years.mine({ params: { year: YEAR } })).verdict

describe('an exemption', () => {
  it('lowers what the year asks for, says so, and can be enough for a certificate', async () => {
    const trainee = await aTrainee()
    await recognise(api, unit, trainee, { category: 'public', tenths: 150 })
    await recognise(api, unit, trainee, { category: 'professional', tenths: 210 })
    await recognise(api, unit, trainee, { category: 'elective', tenths: 90 })
    expect(await verdictOf(trainee)).toMatchObject({ passes: false, exemptions: [] })
    const issue = () => api.as(decider).certificates.issue({ body: { traineeIds: [trainee.traineeId], year: YEAR } })
    expect((await issue()).results).toMatchObject([{ problem: { code: 'year_not_passed' } }])

    const attachmentIds = [await uploadScan(api, decider)]
    const granted = await grant(trainee, { attachmentIds })
    expect(granted).toMatchObject({ label: '产假', state: 'granted', abilities: { revoke: true } })
    expect(granted.attachments).toHaveLength(1)
    expect(await verdictOf(trainee)).toMatchObject({
      passes: true,
      total: { needTenths: 450 },
      exemptions: [{ code: 'maternity', text: '产假：全部只需 1/2' }],
    })
    expect((await issue()).results).toMatchObject([{ outcome: 'done' }])
    const [told] = (await api.as(freshToken(api, trainee)).messages.list()).data.filter(
      ({ kind }) => kind === 'exemptionGranted',
    )
    expect(told?.body).toBe(`${unit.name}准予您 2025 年度减免学时（产假）。`)
    expect((await api.as(freshToken(api, trainee)).exemptions.mine()).data).toMatchObject([{ id: granted.id }])
    const params = { attachmentId: attachmentIds[0] ?? '' }
    await api.as(freshToken(api, trainee)).attachments.open({ params })
  })

  it('is taken back with a reason: the year fails again and its certificate is revoked by the recount', async () => {
    const trainee = await aTrainee()
    await recognise(api, unit, trainee, { category: 'public', tenths: 150 })
    await recognise(api, unit, trainee, { category: 'professional', tenths: 210 })
    await recognise(api, unit, trainee, { category: 'elective', tenths: 90 })
    const { id, version } = await grant(trainee)
    const body = { traineeIds: [trainee.traineeId], year: YEAR }
    await api.as(decider).certificates.issue({ body })
    const revoke = () =>
      api.as(decider).exemptions.revoke({ params: { exemptionId: id }, body: { version, reason: '证明有误' } })
    const both = await Promise.allSettled([revoke(), revoke()])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await verdictOf(trainee)).toMatchObject({ passes: false, exemptions: [] })
    const recounted = await api.as(decider).certificates.recount({ body })
    expect(recounted.data).toMatchObject([{ outcome: 'revoked' }])
    expect(await factNamesAbout(api, id)).toEqual(['ExemptionGranted', 'ExemptionRevoked'])
    expect((await grant(trainee)).state).toBe('granted')
  })

  it('spares whole categories', async () => {
    const trainee = await aTrainee()
    await grant(trainee, { code: 'noElective' })
    const verdict = await verdictOf(trainee)
    expect(verdict?.categories).toMatchObject([{}, {}, { category: 'elective', state: 'exempt', needTenths: 0 }])
    expect(verdict?.total.needTenths).toBe(720)
  })

  it('is granted once for a reason and year, by one of two at once', async () => {
    const trainee = await aTrainee()
    const codes = await Promise.all(
      [decider, hr].map((token) =>
        grant(trainee, {}, token).then(
          () => 'done',
          ({ code }: { code: string }) => code,
        ),
      ),
    )
    expect(codes.toSorted()).toEqual(['done', 'exemption_exists'])
  })

  it('needs a reason that the rules of the year name', async () => {
    const trainee = await aTrainee()
    const params = { traineeId: trainee.traineeId }
    const named = await api.as(decider).exemptions.kinds({ params, query: { year: YEAR } })
    expect(named.kinds.map(({ code }) => code)).toEqual(['maternity', 'noElective'])
    expect((await api.as(decider).exemptions.kinds({ params, query: { year: 2024 } })).kinds).toEqual([])
    for (const wrong of [{ code: 'unknown' }, { years: [2024, YEAR] }]) {
      expect(await refusal(grant(trainee, wrong))).toMatchObject({
        code: 'invalid_input',
        errors: [{ pointer: '#/code' }],
      })
    }
  })

  it('is the affair of the unit and of the authority of its region', async () => {
    const trainee = await aTrainee()
    const operating = await actFor(api, await registerPerson(api), unit, ['operate'])
    const other = (await createUnitWithOperator(api)).token
    const distant = (await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '442000' })).token
    expect((await refusal(grant(trainee, {}, operating))).code).toBe('not_allowed')
    expect((await refusal(grant(trainee, {}, other))).code).toBe('not_found')
    expect((await refusal(grant(trainee, {}, distant))).code).toBe('not_found')
    const { id, version } = await grant(trainee, {}, hr)
    const params = { exemptionId: id }
    expect(await api.as(decider).exemptions.get({ params })).toMatchObject({ abilities: { revoke: false } })
    const revoke = (token: string) => api.as(token).exemptions.revoke({ params, body: { version, reason: '有误' } })
    expect((await refusal(revoke(decider))).code).toBe('not_allowed')
    expect((await refusal(revoke(other))).code).toBe('not_found')
    expect((await refusal(api.as().exemptions.list())).code).toBe('not_signed_in')
    expect((await api.as(decider).exemptions.list({ query: { traineeId: trainee.traineeId } })).data).toHaveLength(1)
  })
})
