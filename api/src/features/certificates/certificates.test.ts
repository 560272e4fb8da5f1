import { formatCertificateNumber } from '@jijiao/shared/certificates'
import fc from 'fast-check'
import type { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { passYear, recognise, takeBack } from '../../../../test/support/certificates'
import { addConfirmedTrainees, addTrainees, type TestTrainee } from '../../../../test/support/classes'
import { factNamesAbout, factsAbout } from '../../../../test/support/facts'
import { createUnitWithOperator, type TestUnit } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let unit: TestUnit
let staff: ReturnType<TestApi['as']>
let authority: ReturnType<TestApi['as']>
let strangers: ReturnType<TestApi['as']>
beforeAll(async () => {
  api = await startTestApi()
  authority = api.as(
    (await createUnitWithOperator(api, { kind: 'hrAuthority', name: '东莞市人力资源和社会保障局' })).token,
  )
  strangers = api.as((await createUnitWithOperator(api)).token)
})
afterAll(() => api.stop())
beforeEach(async () => {
  const made = await createUnitWithOperator(api)
  unit = made.unit
  staff = api.as(made.token)
})

const YEAR = 2025
const join = async (...names: string[]) => addConfirmedTrainees(api, unit, names.length, names)
const one = async (name = '欧阳小三') => (await join(name))[0] ?? expect.fail('nobody joined')
const issue = (...trainees: TestTrainee[]) =>
  staff.certificates.issue({ body: { year: YEAR, traineeIds: trainees.map(({ traineeId }) => traineeId) } })
const recount = async (trainee: TestTrainee) => {
  const { data, refused } = await staff.certificates.recount({ body: { year: YEAR, traineeIds: [trainee.traineeId] } })
  expect(refused).toEqual([])
  return data[0] ?? expect.fail('nothing was counted')
}
const mine = async (trainee: TestTrainee) => (await api.as(trainee.token).certificates.mine()).data
const rows = async () => (await staff.certificates.list({ query: { year: YEAR } })).data

/** Somebody who passed and has the certificate. */
async function certified(name?: string) {
  const trainee = await one(name)
  const records = await passYear(api, unit, trainee)
  expect((await issue(trainee)).results).toEqual([{ id: trainee.traineeId, outcome: 'done' }])
  const [certificate] = await mine(trainee)
  if (!certificate) throw new Error('there is no certificate')
  return { trainee, records, certificate, params: { certificateId: certificate.id } }
}

describe('the list of a year', () => {
  it('shows every trainee of the unit with courses, hours and verdict, certificate or not', async () => {
    const [passed, short] = await join('陈静', '李明')
    if (!passed || !short) throw new Error('nobody joined')
    await passYear(api, unit, passed)
    await recognise(api, unit, short, { category: 'public', tenths: 125 })
    await recognise(api, unit, short, { category: 'public', tenths: 60, year: 2024 })
    expect(await rows()).toMatchObject([
      {
        name: '陈静',
        year: YEAR,
        unit: { name: unit.name },
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
    const found = await staff.certificates.list({ query: { year: YEAR, q: short.residentId } })
    expect(found.data.map(({ name }) => name)).toEqual(['李明'])
  })

  it('is the unit’s own; the authority sees what was issued in its region', async () => {
    const { certificate } = await certified()
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

describe('issuing', () => {
  it('freezes what was counted, under a number of year and region that tells nothing of the person', async () => {
    const { certificate, trainee, params } = await certified()
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
    expect(await staff.certificates.get({ params })).toMatchObject({ abilities: { print: true, regenerate: true } })
    expect(await factNamesAbout(api, certificate.id)).toEqual(['CertificateIssued'])
  })

  it('refuses who fails, who has one, and who belongs elsewhere, each by itself', async () => {
    const { trainee } = await certified()
    const [failing] = await join('周岩')
    const [stranger] = await addTrainees(api, 1)
    if (!failing || !stranger) throw new Error('nobody joined')
    await recognise(api, unit, failing, { category: 'professional', tenths: 900 })
    await passYear(api, unit, stranger)
    const codes = (await issue(trainee, failing, stranger)).results.map((result) =>
      result.outcome === 'refused' ? result.problem.code : result.outcome,
    )
    expect(codes).toEqual(['certificate_exists', 'year_not_passed', 'trainee_not_confirmed'])
    const body = { year: YEAR, traineeIds: [trainee.traineeId] }
    expect((await refusal(authority.certificates.issue({ body }))).code).toBe('not_allowed')
    expect((await refusal(api.as(trainee.token).certificates.issue({ body }))).code).toBe('organization_required')
    expect((await refusal(staff.certificates.issue({ body: { ...body, traineeIds: [] } }))).code).toBe('invalid_input')
  })

  it('names the character that cannot be printed instead of printing a box', async () => {
    const trainee = await one('张\u{30edd}')
    await passYear(api, unit, trainee)
    const [result] = (await issue(trainee)).results
    expect(result).toMatchObject({
      outcome: 'refused',
      problem: { code: 'character_unprintable', title: expect.stringContaining('“\u{30edd}”（U+30EDD）') },
    })
    expect(await mine(trainee)).toEqual([])
  })

  it('twice at once gives one certificate', async () => {
    const trainee = await one()
    await passYear(api, unit, trainee)
    const outcomes = (await Promise.all([issue(trainee), issue(trainee)])).map(({ results }) => results[0]?.outcome)
    expect(new Set(outcomes)).toEqual(new Set(['done', 'refused']))
    expect(await mine(trainee)).toHaveLength(1)
  })
})

describe('regenerating', () => {
  it('gives a new number; the old certificate says which took its place', async () => {
    const { certificate, params, trainee } = await certified()
    const body = { version: certificate.version, reason: '姓名用字更正' }
    const fresh = await staff.certificates.regenerate({ params, body })
    expect(fresh).toMatchObject({ state: 'valid', supersedesId: certificate.id, totalTenths: 900 })
    expect(fresh.number).not.toBe(certificate.number)
    const old = await staff.certificates.get({ params })
    expect(old).toMatchObject({
      state: 'superseded',
      supersededById: fresh.id,
      supersessionCause: 'regenerated',
      reason: '姓名用字更正',
      abilities: { print: false, regenerate: false },
    })
    expect(await mine(trainee)).toMatchObject([{ id: fresh.id }, { id: certificate.id }])
    expect(await factNamesAbout(api, certificate.id)).toEqual(['CertificateIssued', 'CertificateSuperseded'])
    const verified = await api.as().certificates.verify({ params: { verificationId: certificate.verificationId } })
    expect(verified).toMatchObject({ state: 'superseded', supersededBy: fresh.number })
    const again = staff.certificates.regenerate({ params, body })
    expect((await refusal(again)).code).toBe('certificate_not_valid')
  })

  it('twice at once succeeds once', async () => {
    const { certificate, params, trainee } = await certified()
    const body = { version: certificate.version, reason: '遗失补发' }
    const both = await Promise.allSettled([
      staff.certificates.regenerate({ params, body }),
      staff.certificates.regenerate({ params, body }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await mine(trainee)).map(({ state }) => state).sort()).toEqual(['superseded', 'valid'])
  })

  it('is the unit’s alone, for its own, with a reason', async () => {
    const { certificate, params, trainee } = await certified()
    const body = { version: certificate.version, reason: '更换' }
    expect((await refusal(strangers.certificates.regenerate({ params, body }))).code).toBe('not_found')
    expect((await refusal(authority.certificates.regenerate({ params, body }))).code).toBe('not_allowed')
    expect((await refusal(api.as().certificates.regenerate({ params, body }))).code).toBe('not_signed_in')
    const silent = staff.certificates.regenerate({ params, body: { ...body, reason: ' ' } })
    expect((await refusal(silent)).errors?.map(({ pointer }) => pointer)).toEqual(['#/reason'])
    const stale = staff.certificates.regenerate({ params, body: { ...body, version: 9 } })
    expect((await refusal(stale)).code).toBe('state_conflict')
    const [other] = await addTrainees(api, 1)
    expect((await refusal(api.as(other?.token).certificates.get({ params }))).code).toBe('not_found')
    expect((await api.as(trainee.token).certificates.get({ params })).id).toBe(certificate.id)
  })
})

describe('counting again', () => {
  it('changes nothing where nothing changed', async () => {
    const { certificate, trainee } = await certified()
    expect(await recount(trainee)).toMatchObject({ outcome: 'unchanged', certificate: { number: certificate.number } })
    expect((await mine(trainee))[0]?.version).toBe(certificate.version)
  })

  it('is called for by changed records, and supersedes with the difference', async () => {
    const { certificate, trainee, params } = await certified()
    await recognise(api, unit, trainee, { category: 'elective', tenths: 60 })
    expect((await staff.certificates.get({ params })).isOutdated).toBe(true)
    expect((await rows())[0]).toMatchObject({ totalTenths: 960, certificate: { isOutdated: true } })
    const result = await recount(trainee)
    expect(result).toMatchObject({
      outcome: 'superseded',
      before: { totalTenths: 900, verdict: 'passed' },
      after: { totalTenths: 960, verdict: 'passed' },
    })
    expect(result.after.sums[2]).toEqual({ category: 'elective', courseCount: 2, creditHourTenths: 240 })
    const [fresh, old] = await mine(trainee)
    expect(fresh).toMatchObject({ number: result.certificate?.number, totalTenths: 960, isOutdated: false })
    expect(old).toMatchObject({ id: certificate.id, state: 'superseded', supersessionCause: 'recounted' })
  })

  it('revokes when the year is no longer passed, and lets it be issued again once it is', async () => {
    const { certificate, trainee, records } = await certified()
    await takeBack(api, records[0] as Types.ObjectId)
    expect(await recount(trainee)).toMatchObject({
      outcome: 'revoked',
      after: { totalTenths: 600, verdict: 'failed' },
      certificate: null,
    })
    const verificationId = certificate.verificationId
    expect((await api.as().certificates.verify({ params: { verificationId } })).state).toBe('revoked')
    expect(await recount(trainee)).toMatchObject({ outcome: 'notIssued' })
    await recognise(api, unit, trainee, { category: 'public', tenths: 300 })
    expect((await issue(trainee)).results[0]?.outcome).toBe('done')
    expect((await mine(trainee)).map(({ state }) => state)).toEqual(['valid', 'revoked'])
  })
})

describe('a whole year counted again', () => {
  it('runs as a job over the unit’s certificates, and tells the holders', async () => {
    const [right, changed] = [await certified('陈静'), await certified('李明')]
    await recognise(api, unit, changed.trainee, { category: 'elective', tenths: 60 })
    const { jobId } = await staff.certificates.recountYear({ body: { year: YEAR } })
    await api.app.worker.runDue()
    expect(await staff.jobs.get({ params: { jobId } })).toMatchObject({
      state: 'done',
      progress: { done: 2, total: 2 },
      result: { unchanged: 1, superseded: 1, revoked: 0, refused: 0 },
    })
    expect((await mine(right.trainee)).map(({ state }) => state)).toEqual(['valid'])
    const [fresh] = await mine(changed.trainee)
    expect(fresh?.totalTenths).toBe(960)
    const inbox = (await api.as(changed.trainee.token).messages.list()).data
    expect(inbox.map(({ kind }) => kind)).toEqual(['certificateIssued', 'certificateSuperseded', 'certificateIssued'])
    expect(inbox[1]?.body).toContain(formatCertificateNumber(changed.certificate.number))
    expect((await refusal(authority.certificates.recountYear({ body: { year: YEAR } }))).code).toBe('not_allowed')
  })
})

describe('the authority', () => {
  it('suspends, resumes and revokes in its region, with a reason that is kept', async () => {
    const { certificate, params } = await certified()
    const verify = async () =>
      (await api.as().certificates.verify({ params: { verificationId: certificate.verificationId } })).state
    const suspended = await authority.certificates.suspend({ params, body: { version: 1, reason: '核查中' } })
    expect([suspended.state, await verify()]).toEqual(['suspended', 'suspended'])
    expect(suspended.abilities).toMatchObject({ print: false, resume: true, revoke: true, suspend: false })
    const anew = { version: suspended.version, reason: '补发' }
    expect((await refusal(staff.certificates.regenerate({ params, body: anew }))).code).toBe('certificate_not_valid')
    const resumed = await authority.certificates.resume({ params, body: { version: 2, reason: '核查完毕' } })
    expect(resumed.state).toBe('valid')
    const revoked = await authority.certificates.revoke({ params, body: { version: 3, reason: '冒名' } })
    expect([revoked.state, await verify()]).toEqual(['revoked', 'revoked'])
    const again = authority.certificates.resume({ params, body: { version: 4, reason: '恢复' } })
    expect((await refusal(again)).code).toBe('certificate_not_valid')
    expect((await factsAbout(api, certificate.id)).map(({ what, reason }) => [what, reason])).toEqual([
      ['CertificateIssued', null],
      ['CertificateSuspended', '核查中'],
      ['CertificateResumed', '核查完毕'],
      ['CertificateRevoked', '冒名'],
    ])
  })

  it('of another region sees nothing, and the unit may not do it', async () => {
    const { params } = await certified()
    const elsewhere = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '442000' })
    const body = { version: 1, reason: '核查' }
    expect((await refusal(api.as(elsewhere.token).certificates.suspend({ params, body }))).code).toBe('not_found')
    expect((await refusal(staff.certificates.suspend({ params, body }))).code).toBe('not_allowed')
    expect((await refusal(staff.certificates.revoke({ params, body }))).code).toBe('not_allowed')
  })
})

describe('whatever happens', () => {
  const steps = fc.array(
    fc.constantFrom(
      'earn',
      'lose',
      'issue',
      'regenerate',
      'recount',
      'suspend',
      'resume',
    ) satisfies fc.Arbitrary<string>,
    { minLength: 4, maxLength: 12 },
  )

  it('a certificate agrees with the records it was counted from, and every number ever issued answers', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const trainee = await one()
        const records = await passYear(api, unit, trainee)
        const current = async () =>
          (await mine(trainee)).find(({ state }) => state === 'valid' || state === 'suspended')
        for (const step of sequence) {
          const certificate = await current()
          const given = {
            params: { certificateId: certificate?.id ?? '' },
            body: { version: certificate?.version ?? 1, reason: step },
          }
          const acts = {
            earn: async () =>
              records.push(await recognise(api, unit, trainee, { category: 'professional', tenths: 65 })),
            lose: async () => records.length > 0 && takeBack(api, records.pop() as Types.ObjectId),
            issue: () => issue(trainee),
            recount: () => staff.certificates.recount({ body: { year: YEAR, traineeIds: [trainee.traineeId] } }),
            regenerate: () => certificate && staff.certificates.regenerate(given).catch(() => undefined),
            suspend: () => certificate && authority.certificates.suspend(given).catch(() => undefined),
            resume: () => certificate && authority.certificates.resume(given).catch(() => undefined),
          }
          await acts[step]()
        }
        const all = await mine(trainee)
        expect(new Set(all.map(({ number }) => number)).size).toBe(all.length)
        expect(all.filter(({ state }) => state === 'valid' || state === 'suspended').length).toBeLessThanOrEqual(1)
        for (const { verificationId, state, number } of all) {
          const verified = await api.as().certificates.verify({ params: { verificationId } })
          expect(verified).toMatchObject({ state, certificate: { number } })
        }
        const row = (await staff.certificates.list({ query: { year: YEAR, q: trainee.residentId } })).data[0]
        const holding = await current()
        if (holding && !holding.isOutdated) expect(holding.sums).toEqual(row?.sums)
        if (holding) expect(row?.certificate?.isOutdated).toBe(holding.isOutdated)
      }),
      { numRuns: 12 },
    )
  })
})
