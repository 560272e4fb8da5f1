import { createPublicKey, randomBytes, verify as verifySignature } from 'node:crypto'
import type { CertificateView } from '@jijiao/shared/certificates'
import { certificateNumber, formatCertificateNumber } from '@jijiao/shared/certificates'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { type CertificateWorld, certificateWorld } from '../../../../test/support/certificates'
import { readCode } from '../../../../test/support/codes'
import { factNamesAbout } from '../../../../test/support/facts'
import { readPdf } from '../../../../test/support/pdf'
import { createUnitWithOperator } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { certificateModel } from './certificate.model'
import { createCertificateSigner, newVerificationId, readSigned } from './signing'

const YEAR = 2025

let api: TestApi
let authority: ReturnType<TestApi['as']>
let world: CertificateWorld
beforeAll(async () => {
  api = await startTestApi()
  authority = api.as((await createUnitWithOperator(api, { kind: 'hrAuthority', name: '东莞市人社局' })).token)
  world = await certificateWorld(api)
})
afterAll(() => api.stop())

const guest = () => api.as().certificates
const signedOf = async ({ id }: CertificateView) =>
  (await certificateModel(api.app.deps.db).findById(id).orFail().lean()).signed
const open = (path: string, init?: RequestInit) => fetch(`${api.url}${path}`, { redirect: 'manual', ...init })
const fileOf = async (client: ReturnType<TestApi['as']>, ids: string[], format: 'pdf' | 'png' = 'pdf') => {
  const ticket = await client.certificates.print({ body: { certificateIds: ids, format } })
  const response = await fetch(ticket.url)
  return { ticket, response, bytes: new Uint8Array(await response.arrayBuffer()) }
}

describe('the printed certificate', () => {
  it('as a PDF says what the record says, with the whole ID number, and the look is recorded', async () => {
    const { certificate, trainee } = await world.certified()
    const { response, bytes, ticket } = await fileOf(world.staff, [certificate.id])
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(ticket.fileName).toBe('专业技术人员继续教育证书-2025-欧阳小三.pdf')
    const [text = ''] = (await readPdf(bytes)).pages
    for (const printed of [
      '姓名欧阳小三',
      trainee.residentId,
      world.unit.name,
      '公需课130专业课142个人选修118合计390',
      formatCertificateNumber(certificate.number),
      '东莞市人社局',
    ]) {
      expect(text).toContain(printed)
    }
    expect(await factNamesAbout(api, certificate.id)).toEqual(['CertificateIssued', 'CertificatePrinted'])
  })

  it('as a picture carries a code that anybody verifies with the public key alone', async () => {
    const { certificate } = await world.certified()
    const { bytes } = await fileOf(world.staff, [certificate.id], 'png')
    const text = (await readCode(bytes)) ?? ''
    expect(text).toContain(`/v/${certificate.verificationId}?p=`)
    const response = await open('/.well-known/jijiao-certificate-keys.json')
    expect(response.headers.get('cache-control')).toBe('public, max-age=300')
    const { keys } = (await response.json()) as { keys: { kid: string; x: string; kty: string; crv: string }[] }
    // As the decision record describes it, without our code.
    const hex = BigInt(text.split('?p=')[1] ?? '').toString(16)
    const packed = Buffer.from(hex.slice(1), 'hex')
    const key = keys.find(({ kid }) => kid === packed.toString('hex', 0, 6))
    const content = packed.subarray(70)
    const signed = Buffer.concat([Buffer.from('jijiao-certificate:'), content])
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key?.x ?? '' }, format: 'jwk' })
    expect(verifySignature(null, signed, publicKey, packed.subarray(6, 70))).toBe(true)
    const stated = JSON.parse(content.toString('utf8')) as unknown[]
    expect(stated.slice(0, 4)).toEqual([1, certificate.number, certificate.verificationId, '欧**三'])
  })

  it('of a selection is one file; what no longer holds is not printed, and an address ends', async () => {
    const [one, other] = [await world.certified('陈静'), await world.certified('李明')]
    const ids = [other.certificate.id, one.certificate.id]
    const { bytes, ticket } = await fileOf(world.staff, ids)
    expect((await readPdf(bytes)).pages.map((text) => /姓名(.{2})性别/.exec(text)?.[1])).toEqual(['李明', '陈静'])
    const two = world.staff.certificates.print({ body: { certificateIds: ids, format: 'png' } })
    expect((await refusal(two)).errors?.map(({ pointer }) => pointer)).toEqual(['#/format'])
    const params = { certificateId: one.certificate.id }
    await authority.certificates.revoke({ params, body: { version: 1, reason: '有误' } })
    expect((await open(new URL(ticket.url).pathname)).status).toBe(409)
    const print = { body: { certificateIds: ids } }
    expect((await refusal(world.staff.certificates.print(print))).code).toBe('certificate_not_valid')
    const single = await world.staff.certificates.print({ body: { certificateIds: [other.certificate.id] } })
    api.clock.advance(10 * 60_000)
    const late = await open(new URL(single.url).pathname)
    api.clock.advance(-10 * 60_000)
    expect(late.status).toBe(404)
    expect((await open(`/print/${newVerificationId()}`)).status).toBe(404)
  })

  it('is for the person, the unit and the authority', async () => {
    const { certificate, trainee } = await world.certified()
    const body = { certificateIds: [certificate.id] }
    for (const client of [api.as(trainee.token), authority]) {
      expect((await client.certificates.print({ body })).url).toContain('/print/')
    }
    const other = await createUnitWithOperator(api)
    expect((await refusal(api.as(other.token).certificates.print({ body }))).code).toBe('not_found')
    expect((await refusal(guest().print({ body }))).code).toBe('not_signed_in')
  })
})

describe('verification', () => {
  it('shows a stranger every printed field, of the person only a part', async () => {
    const { certificate, trainee } = await world.certified()
    const found = await guest().verify({ params: { verificationId: certificate.verificationId } })
    expect(found).toMatchObject({
      state: 'valid',
      since: null,
      signature: 'none',
      certificate: {
        number: certificate.number,
        name: '欧**三',
        unitName: world.unit.name,
        year: YEAR,
        sums: certificate.sums,
        totalTenths: 900,
        verdict: 'passed',
        issuedOn: certificate.issuedOn,
        issuingBody: '东莞市人社局',
      },
    })
    const text = JSON.stringify(found)
    for (const secret of [trainee.residentId, trainee.residentId.slice(6, 14), '欧阳小三']) {
      expect(text).not.toContain(secret)
    }
  })

  it('by number needs the name as well, and does not say which was wrong', async () => {
    const { certificate } = await world.certified('买买提·艾力')
    const number = formatCertificateNumber(certificate.number)
    const found = await guest().verifyNumber({ body: { number, name: '买买提 • 艾力' } })
    expect(found).toMatchObject({ state: 'valid', nameMatches: true, certificate: { number: certificate.number } })
    const wrong = await guest().verifyNumber({ body: { number, name: '买买提' } })
    const never = certificateNumber({ year: YEAR, regionCode: '441900', serial: '0000000000' })
    const unknown = await guest().verifyNumber({ body: { number: never, name: '张三' } })
    expect(wrong).toEqual(unknown)
    expect(wrong.state).toBe('unknown')
    const mistyped = guest().verifyNumber({ body: { number: `${number.slice(0, -1)}x`, name: '张三' } })
    expect((await refusal(mistyped)).errors?.map(({ pointer }) => pointer)).toEqual(['#/number'])
    const tries = Array.from({ length: 10 }, (_, index) =>
      guest().verifyNumber({ body: { number, name: `张${index}` } }),
    )
    const outcomes = await Promise.allSettled(tries)
    expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
    expect((await refusal(guest().verifyNumber({ body: { number, name: '张三' } }))).code).toBe('too_many_requests')
  })

  it('of the code checks its signature, and its address against its content', async () => {
    const [one, other] = [await world.certified(), await world.certified('陈静')]
    const signed = await signedOf(one.certificate)
    const link = (id: string, digits: string) => ({
      body: { text: `https://x.cn/v/${id}?p=${digits}`, name: '欧阳小三' },
    })
    const { verificationId } = one.certificate
    expect(await guest().verifyCode(link(verificationId, signed))).toMatchObject({
      state: 'valid',
      signature: 'good',
      nameMatches: true,
    })
    expect(await guest().verifyCode({ body: { text: signed } })).toMatchObject({ state: 'valid', signature: 'good' })
    const mixed = await guest().verifyCode(link(other.certificate.verificationId, signed))
    expect(mixed).toMatchObject({ signature: 'bad', nameMatches: false, certificate: { name: '陈*' } })
    const cut = await guest().verifyCode(link(verificationId, signed.slice(0, -3)))
    expect(cut).toMatchObject({ state: 'valid', signature: 'bad' })
    const payload = readSigned(signed)?.payload
    if (!payload) throw new Error('it was not signed')
    const forged = createCertificateSigner(randomBytes(32)).sign({ ...payload, totalTenths: 9_900 })
    const answer = await guest().verifyCode(link(verificationId, forged))
    expect(answer).toMatchObject({ signature: 'unknownKey', certificate: { totalTenths: 900 } })
  })

  it('says "signature good, status unknown" when only the code speaks for it, which is not valid', async () => {
    const { certificate } = await world.certified()
    const signed = await signedOf(certificate)
    await certificateModel(api.app.deps.db).deleteOne({ _id: certificate.id })
    const found = await guest().verifyCode({ body: { text: signed, name: '欧阳小三' } })
    expect(found).toMatchObject({
      state: 'unknown',
      signature: 'good',
      certificate: null,
      signed: { number: certificate.number, name: '欧**三', totalTenths: 900 },
      nameMatches: true,
    })
    const page = await (await open(`/v/${certificate.verificationId}?p=${signed}`)).text()
    expect(page).toContain('签名有效，状态未知')
    expect(page).not.toContain('证书有效')
  })

  it('still knows the signatures of a key that was replaced', async () => {
    const { certificate } = await world.certified()
    const signed = await signedOf(certificate)
    const { secrets } = api.app.deps
    const old = Buffer.from(secrets.certificateKey)
    Object.assign(secrets, { certificateKey: randomBytes(32) })
    api.clock.advance(1_000)
    const fresh = await world.certified('陈静')
    const keyIds = [signed, await signedOf(fresh.certificate)].map((digits) => readSigned(digits)?.keyId)
    expect(new Set(keyIds).size).toBe(2)
    const answer = await guest().verifyCode({ body: { text: signed } })
    Object.assign(secrets, { certificateKey: old })
    expect(answer.signature).toBe('good')
    const { keys } = (await (await open('/.well-known/jijiao-certificate-keys.json')).json()) as {
      keys: { kid: string }[]
    }
    expect(keys.map(({ kid }) => kid)).toEqual(keyIds)
  })
})
