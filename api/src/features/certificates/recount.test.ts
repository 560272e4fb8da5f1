import { formatCertificateNumber } from '@jijiao/shared/certificates'
import fc from 'fast-check'
import type { Types } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import {
  type CertificateWorld,
  certificateWorld,
  passYear,
  recognise,
  takeBack,
} from '../../../../test/support/certificates'
import { factsAbout } from '../../../../test/support/facts'
import { createUnitWithOperator } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'

let api: TestApi
let authority: ReturnType<TestApi['as']>
let world: CertificateWorld
beforeAll(async () => {
  api = await startTestApi()
  authority = api.as(
    (await createUnitWithOperator(api, { kind: 'hrAuthority', name: '东莞市人力资源和社会保障局' })).token,
  )
})
afterAll(() => api.stop())
beforeEach(async () => {
  world = await certificateWorld(api)
})

const YEAR = 2025

describe('counting again', () => {
  it('changes nothing where nothing changed', async () => {
    const { certificate, trainee } = await world.certified()
    expect(await world.recount(trainee)).toMatchObject({
      outcome: 'unchanged',
      certificate: { number: certificate.number },
    })
    expect((await world.mine(trainee))[0]?.version).toBe(certificate.version)
  })

  it('is called for by changed records, and supersedes with the difference', async () => {
    const { certificate, trainee, params } = await world.certified()
    await recognise(api, world.unit, trainee, { category: 'elective', tenths: 60 })
    expect((await world.staff.certificates.get({ params })).isOutdated).toBe(true)
    const [row] = (await world.staff.certificates.list({ query: { year: YEAR } })).data
    expect(row).toMatchObject({ totalTenths: 960, certificate: { isOutdated: true } })
    const result = await world.recount(trainee)
    expect(result).toMatchObject({
      outcome: 'superseded',
      before: { totalTenths: 900, verdict: 'passed' },
      after: { totalTenths: 960, verdict: 'passed' },
    })
    expect(result.after.sums[2]).toEqual({ category: 'elective', courseCount: 2, creditHourTenths: 240 })
    const [fresh, old] = await world.mine(trainee)
    expect(fresh).toMatchObject({ number: result.certificate?.number, totalTenths: 960, isOutdated: false })
    expect(old).toMatchObject({ id: certificate.id, state: 'superseded', supersessionCause: 'recounted' })
  })

  it('revokes when the year is no longer passed, and lets it be issued again once it is', async () => {
    const { certificate, trainee, records } = await world.certified()
    await takeBack(api, records[0] as Types.ObjectId)
    expect(await world.recount(trainee)).toMatchObject({
      outcome: 'revoked',
      after: { totalTenths: 600, verdict: 'failed' },
      certificate: null,
    })
    const verificationId = certificate.verificationId
    expect((await api.as().certificates.verify({ params: { verificationId } })).state).toBe('revoked')
    expect(await world.recount(trainee)).toMatchObject({ outcome: 'notIssued' })
    await recognise(api, world.unit, trainee, { category: 'public', tenths: 300 })
    expect((await world.issue(trainee)).results[0]?.outcome).toBe('done')
    expect((await world.mine(trainee)).map(({ state }) => state)).toEqual(['valid', 'revoked'])
  })
})

describe('a whole year counted again', () => {
  it('runs as a job over the unit’s certificates, and tells the holders', async () => {
    const [right, changed] = [await world.certified('陈静'), await world.certified('李明')]
    await recognise(api, world.unit, changed.trainee, { category: 'elective', tenths: 60 })
    const { jobId } = await world.staff.certificates.recountYear({ body: { year: YEAR } })
    await api.app.worker.runDue()
    expect(await world.staff.jobs.get({ params: { jobId } })).toMatchObject({
      state: 'done',
      progress: { done: 2, total: 2 },
      result: { unchanged: 1, superseded: 1, revoked: 0, refused: 0 },
    })
    expect((await world.mine(right.trainee)).map(({ state }) => state)).toEqual(['valid'])
    const [fresh] = await world.mine(changed.trainee)
    expect(fresh?.totalTenths).toBe(960)
    const difference = await world.staff.certificates.recountRows({ params: { jobId } })
    expect(difference.data).toMatchObject([
      {
        name: '李明',
        outcome: 'superseded',
        before: { totalTenths: 900 },
        after: { totalTenths: 960 },
        certificate: { number: fresh?.number },
        problem: null,
      },
    ])
    const strangers = api.as((await createUnitWithOperator(api)).token)
    expect((await strangers.certificates.recountRows({ params: { jobId } })).data).toEqual([])
    expect((await refusal(authority.certificates.recountRows({ params: { jobId } }))).code).toBe('not_allowed')
    expect((await refusal(api.as().certificates.recountRows({ params: { jobId } }))).code).toBe('not_signed_in')
    const inbox = (await api.as(changed.trainee.token).messages.list()).data
    expect(inbox.slice(0, 3).map(({ kind }) => kind)).toEqual([
      'certificateIssued',
      'certificateSuperseded',
      'certificateIssued',
    ])
    expect(inbox[1]?.body).toContain(formatCertificateNumber(changed.certificate.number))
    expect((await refusal(authority.certificates.recountYear({ body: { year: YEAR } }))).code).toBe('not_allowed')
  })
})

describe('the authority', () => {
  it('suspends, resumes and revokes in its region, with a reason that is kept', async () => {
    const { trainee, certificate, params } = await world.certified()
    const verify = async () =>
      (await api.as().certificates.verify({ params: { verificationId: certificate.verificationId } })).state
    const suspended = await authority.certificates.suspend({ params, body: { version: 1, reason: '核查中' } })
    expect([suspended.state, await verify()]).toEqual(['suspended', 'suspended'])
    expect(suspended.abilities).toMatchObject({ print: false, resume: true, revoke: true, suspend: false })
    const anew = { version: suspended.version, reason: '补发' }
    expect((await refusal(world.staff.certificates.regenerate({ params, body: anew }))).code).toBe(
      'certificate_not_valid',
    )
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
    const told = (await api.as(trainee.token).messages.list()).data.map(({ kind }) => kind)
    expect(told.slice(0, 3)).toEqual(['certificateRevoked', 'certificateResumed', 'certificateSuspended'])
  })

  it('of another region sees nothing, and the unit may not do it', async () => {
    const { params } = await world.certified()
    const elsewhere = await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '442000' })
    const body = { version: 1, reason: '核查' }
    expect((await refusal(api.as(elsewhere.token).certificates.suspend({ params, body }))).code).toBe('not_found')
    expect((await refusal(world.staff.certificates.suspend({ params, body }))).code).toBe('not_allowed')
    expect((await refusal(world.staff.certificates.revoke({ params, body }))).code).toBe('not_allowed')
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
    { minLength: 4, maxLength: 8 },
  )

  it('a certificate agrees with the records it was counted from, and every number ever issued answers', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const trainee = await world.one()
        const records = await passYear(api, world.unit, trainee)
        const current = async () =>
          (await world.mine(trainee)).find(({ state }) => state === 'valid' || state === 'suspended')
        for (const step of sequence) {
          const certificate = await current()
          const given = {
            params: { certificateId: certificate?.id ?? '' },
            body: { version: certificate?.version ?? 1, reason: step },
          }
          const acts = {
            earn: async () =>
              records.push(await recognise(api, world.unit, trainee, { category: 'professional', tenths: 65 })),
            lose: async () => records.length > 0 && takeBack(api, records.pop() as Types.ObjectId),
            issue: () => world.issue(trainee),
            recount: () => world.staff.certificates.recount({ body: { year: YEAR, traineeIds: [trainee.traineeId] } }),
            regenerate: () => certificate && world.staff.certificates.regenerate(given).catch(() => undefined),
            suspend: () => certificate && authority.certificates.suspend(given).catch(() => undefined),
            resume: () => certificate && authority.certificates.resume(given).catch(() => undefined),
          }
          await acts[step]()
        }
        const all = await world.mine(trainee)
        expect(new Set(all.map(({ number }) => number)).size).toBe(all.length)
        expect(all.filter(({ state }) => state === 'valid' || state === 'suspended').length).toBeLessThanOrEqual(1)
        for (const { verificationId, state, number } of all) {
          const verified = await api.as().certificates.verify({ params: { verificationId } })
          expect(verified).toMatchObject({ state, certificate: { number } })
        }
        const row = (await world.staff.certificates.list({ query: { year: YEAR, q: trainee.residentId } })).data[0]
        const holding = await current()
        if (holding && !holding.isOutdated) expect(holding.sums).toEqual(row?.sums)
        if (holding) expect(row?.certificate?.isOutdated).toBe(holding.isOutdated)
      }),
      { numRuns: 6 },
    )
  }, 60_000)
})

// The last of this file, since the rules stay corrected.
describe('corrected rules', () => {
  it('revoke no certificate whose records are the same, and judge those whose records changed', async () => {
    const [same, changed] = [await world.certified('陈静'), await world.certified('李明')]
    await recognise(api, world.unit, changed.trainee, { category: 'elective', tenths: 60 })
    const params = { key: same.certificate.ruleSet.replace(/@.*/, '') }
    const { version, years, content } = await api.as().ruleSets.get({ params })
    const stricter = content.categories.map((rule) => (rule.code === 'elective' ? { ...rule, minTenths: 250 } : rule))
    const province = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode: '440000' })).token)
    const body = { version, years, content: { ...content, categories: stricter }, reason: '按文件更正' }
    await province.ruleSets.correct({ params, body })
    expect(await world.recount(same.trainee)).toMatchObject({ outcome: 'unchanged', after: { verdict: 'failed' } })
    expect((await world.mine(same.trainee))[0]).toMatchObject({ state: 'valid', ruleSet: same.certificate.ruleSet })
    expect(await world.recount(changed.trainee)).toMatchObject({ outcome: 'revoked', after: { totalTenths: 960 } })
  })
})
