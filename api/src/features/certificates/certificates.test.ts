import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { type CertificateWorld, certificateWorld, passYear, recognise } from '../../../../test/support/certificates'
import { addTrainees } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { createUnitWithOperator } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let authority: ReturnType<TestApi['as']>
let strangers: ReturnType<TestApi['as']>
let world: CertificateWorld
beforeAll(async () => {
  api = await startTestApi()
  authority = api.as(
    (await createUnitWithOperator(api, { kind: 'hrAuthority', name: '东莞市人力资源和社会保障局' })).token,
  )
  strangers = api.as((await createUnitWithOperator(api)).token)
})
afterAll(() => api.stop())
beforeEach(async () => {
  world = await certificateWorld(api)
})

const YEAR = 2025
const rows = async () => (await world.staff.certificates.list({ query: { year: YEAR } })).data

describe('the list of a year', () => {
  it('shows every trainee of the unit with courses, hours and verdict, certificate or not', async () => {
    const [passed, short] = await world.join('陈静', '李明')
    if (!passed || !short) throw new Error('nobody joined')
    await passYear(api, world.unit, passed)
    await recognise(api, world.unit, short, { category: 'public', tenths: 125 })
    await recognise(api, world.unit, short, { category: 'public', tenths: 60, year: 2024 })
    expect(await rows()).toMatchObject([
      {
        name: '陈静',
        year: YEAR,
        unit: { name: world.unit.name },
        sums: [
          { category: 'public', courseCount: 1, creditHourTenths: 300 },
          { category: 'professional', courseCount: 1, creditHourTenths: 420 },
          { category: 'elective', courseCount: 1, creditHourTenths: 180 },
        ],
        totalTenths: 900,
        verdict: 'passed',
        certificate: null,
        abilities: { issue: true, recount: false },
      },
      { name: '李明', totalTenths: 125, verdict: 'failed', certificate: null, abilities: { issue: false } },
    ])
    expect(JSON.stringify(await rows())).not.toContain(passed.residentId)
    const found = await world.staff.certificates.list({ query: { year: YEAR, q: short.residentId } })
    expect(found.data.map(({ name }) => name)).toEqual(['李明'])
  })

  it('is the unit’s own; the authority sees what was issued in its region', async () => {
    const { certificate } = await world.certified()
    expect((await strangers.certificates.list({ query: { year: YEAR } })).data).toEqual([])
    const seen = await authority.certificates.list({ query: { year: YEAR, limit: 100 } })
    expect(seen.data.map((row) => row.certificate?.number)).toContain(certificate.number)
    const provider = await createUnitWithOperator(api, { kind: 'provider' })
    expect((await refusal(api.as(provider.token).certificates.list({ query: { year: YEAR } }))).code).toBe(
      'not_allowed',
    )
    expect((await refusal(api.as().certificates.list({ query: { year: YEAR } }))).code).toBe('not_signed_in')
  })
})

describe('the authority’s list', () => {
  it('has those too who passed nothing yet, by the rules of each unit’s region, for one year', async () => {
    const [short] = await world.join('单于飞')
    if (!short) throw new Error('nobody joined')
    await recognise(api, world.unit, short, { category: 'public', tenths: 125 })
    const { trainee, certificate } = await world.certified('单于舞')
    const found = await authority.certificates.list({ query: { year: YEAR, of: 'trainees', q: '单于' } })
    expect(found.data).toMatchObject([
      { name: '单于飞', unit: { name: world.unit.name }, totalTenths: 125, verdict: 'failed', certificate: null },
      { name: '单于舞', verdict: 'passed', certificate: { number: certificate.number }, abilities: { issue: false } },
    ])
    expect(JSON.stringify(found)).not.toContain(trainee.residentId)
    const elsewhere = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '442000' })
    const theirs = await api.as(elsewhere.token).certificates.list({ query: { year: YEAR, of: 'trainees' } })
    expect(theirs.data).toEqual([])
  })
})

describe('issuing', () => {
  it('freezes what was counted, under a number of year and region that tells nothing of the person', async () => {
    const { certificate, trainee, params } = await world.certified()
    expect(certificate).toMatchObject({
      state: 'valid',
      name: '欧阳小三',
      issuingBody: '东莞市人力资源和社会保障局',
      ruleSet: expect.stringMatching(/^440000-\d{4}@1$/),
      courses: [{ category: 'public' }, { category: 'professional' }, { category: 'elective' }],
      isOutdated: false,
      abilities: { print: true, regenerate: false, revoke: false },
    })
    expect(certificate.number).toMatch(/^2025441900\d{12}$/)
    for (const digits of [trainee.residentId.slice(6, 14), trainee.phone]) {
      expect(certificate.number).not.toContain(digits)
    }
    expect(certificate.residentId).not.toBe(trainee.residentId)
    expect(await world.staff.certificates.get({ params })).toMatchObject({
      abilities: { print: true, regenerate: true },
    })
    expect(await factNamesAbout(api, certificate.id)).toEqual(['CertificateIssued'])
  })

  it('refuses who fails, who has one, and who belongs elsewhere, each by itself', async () => {
    const { trainee } = await world.certified()
    const [failing] = await world.join('周岩')
    const [stranger] = await addTrainees(api, 1)
    if (!failing || !stranger) throw new Error('nobody joined')
    await recognise(api, world.unit, failing, { category: 'professional', tenths: 900 })
    await passYear(api, world.unit, stranger)
    const codes = (await world.issue(trainee, failing, stranger)).results.map((result) =>
      result.outcome === 'refused' ? result.problem.code : result.outcome,
    )
    expect(codes).toEqual(['certificate_exists', 'year_not_passed', 'trainee_not_confirmed'])
    const body = { year: YEAR, traineeIds: [trainee.traineeId] }
    expect((await refusal(authority.certificates.issue({ body }))).code).toBe('not_allowed')
    expect((await refusal(api.as(trainee.token).certificates.issue({ body }))).code).toBe('organization_required')
    expect((await refusal(world.staff.certificates.issue({ body: { ...body, traineeIds: [] } }))).code).toBe(
      'invalid_input',
    )
  })

  it('names the character that cannot be printed instead of printing a box', async () => {
    const trainee = await world.one('张\u{30edd}')
    await passYear(api, world.unit, trainee)
    const [result] = (await world.issue(trainee)).results
    expect(result).toMatchObject({
      outcome: 'refused',
      problem: { code: 'character_unprintable', title: expect.stringContaining('“\u{30edd}”（U+30EDD）') },
    })
    expect(await world.mine(trainee)).toEqual([])
  })

  it('twice at once gives one certificate', async () => {
    const trainee = await world.one()
    await passYear(api, world.unit, trainee)
    const outcomes = (await Promise.all([world.issue(trainee), world.issue(trainee)])).map(
      ({ results }) => results[0]?.outcome,
    )
    expect(new Set(outcomes)).toEqual(new Set(['done', 'refused']))
    expect(await world.mine(trainee)).toHaveLength(1)
  })
})

describe('regenerating', () => {
  it('gives a new number; the old certificate says which took its place', async () => {
    const { certificate, params, trainee } = await world.certified()
    const body = { version: certificate.version, reason: '姓名用字更正' }
    const fresh = await world.staff.certificates.regenerate({ params, body })
    expect(fresh).toMatchObject({ state: 'valid', supersedesId: certificate.id, totalTenths: 900 })
    expect(fresh.number).not.toBe(certificate.number)
    const old = await world.staff.certificates.get({ params })
    expect(old).toMatchObject({
      state: 'superseded',
      supersededById: fresh.id,
      supersessionCause: 'regenerated',
      reason: '姓名用字更正',
      abilities: { print: false, regenerate: false },
    })
    expect(await world.mine(trainee)).toMatchObject([{ id: fresh.id }, { id: certificate.id }])
    expect(await factNamesAbout(api, certificate.id)).toEqual(['CertificateIssued', 'CertificateSuperseded'])
    const verified = await api.as().certificates.verify({ params: { verificationId: certificate.verificationId } })
    expect(verified).toMatchObject({ state: 'superseded', supersededBy: fresh.number })
    const again = world.staff.certificates.regenerate({ params, body })
    expect((await refusal(again)).code).toBe('certificate_not_valid')
  })

  it('twice at once succeeds once', async () => {
    const { certificate, params, trainee } = await world.certified()
    const body = { version: certificate.version, reason: '遗失补发' }
    const both = await Promise.allSettled([
      world.staff.certificates.regenerate({ params, body }),
      world.staff.certificates.regenerate({ params, body }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await world.mine(trainee)).map(({ state }) => state).sort()).toEqual(['superseded', 'valid'])
  })

  it('is the unit’s alone, for its own, with a reason', async () => {
    const { certificate, params, trainee } = await world.certified()
    const body = { version: certificate.version, reason: '更换' }
    expect((await refusal(strangers.certificates.regenerate({ params, body }))).code).toBe('not_found')
    expect((await refusal(authority.certificates.regenerate({ params, body }))).code).toBe('not_allowed')
    expect((await refusal(api.as().certificates.regenerate({ params, body }))).code).toBe('not_signed_in')
    const silent = world.staff.certificates.regenerate({ params, body: { ...body, reason: ' ' } })
    expect((await refusal(silent)).errors?.map(({ pointer }) => pointer)).toEqual(['#/reason'])
    const stale = world.staff.certificates.regenerate({ params, body: { ...body, version: 9 } })
    expect((await refusal(stale)).code).toBe('state_conflict')
    const [other] = await addTrainees(api, 1)
    expect((await refusal(api.as(other?.token).certificates.get({ params }))).code).toBe('not_found')
    expect((await api.as(trainee.token).certificates.get({ params })).id).toBe(certificate.id)
  })
})
