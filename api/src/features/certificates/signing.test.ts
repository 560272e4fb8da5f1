import { randomBytes } from 'node:crypto'
import type { CertificatePayload } from '@jijiao/shared/certificates'
import { isVerificationId } from '@jijiao/shared/certificates'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCertificateSigner, nameDigest, newVerificationId, readSigned } from './signing'

const payload: CertificatePayload = {
  number: '2025441900012345678955',
  verificationId: '7YWHMfk9JZe1LMNgQkqPQR',
  maskedName: '欧**三',
  nameDigest: nameDigest('7YWHMfk9JZe1LMNgQkqPQR', '欧阳小三'),
  sex: '2',
  maskedResidentId: '441900********0014',
  unitName: '东莞市第一中学',
  year: 2025,
  series: ['050'],
  sums: [
    { category: 'public', courseCount: 2, creditHourTenths: 300 },
    { category: 'professional', courseCount: 3, creditHourTenths: 420 },
    { category: 'elective', courseCount: 1, creditHourTenths: 180 },
  ],
  totalTenths: 900,
  issuedOn: '2025-12-31',
  issuingBody: '东莞市人力资源和社会保障局',
}

describe('a signed certificate', () => {
  const seed = randomBytes(32)
  const signer = createCertificateSigner(seed)

  it('is read and verified with the public key alone, and always signed the same', () => {
    const digits = signer.sign(payload)
    const read = readSigned(digits)
    expect(read?.payload).toEqual(payload)
    expect(read?.keyId).toBe(signer.keyId)
    expect(read?.isSignedBy({ keyId: signer.keyId, x: signer.x })).toBe(true)
    expect(createCertificateSigner(seed).sign(payload)).toBe(digits)
    expect(digits.length).toBeLessThan(850)
  })

  it('is not believed with another key, even one that takes its id', () => {
    const other = createCertificateSigner(randomBytes(32))
    const read = readSigned(signer.sign(payload))
    expect(read?.isSignedBy(other)).toBe(false)
    expect(read?.isSignedBy({ keyId: signer.keyId, x: other.x })).toBe(false)
  })

  it('with any byte changed is unreadable or not believed', () => {
    const hex = BigInt(signer.sign(payload)).toString(16)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: hex.length - 1 }), fc.integer({ min: 1, max: 15 }), (at, by) => {
        const nibble = (Number.parseInt(hex[at] ?? '0', 16) ^ by).toString(16)
        const changed = readSigned(BigInt(`0x${hex.slice(0, at)}${nibble}${hex.slice(at + 1)}`).toString())
        expect(changed?.isSignedBy(signer) ?? false).toBe(false)
      }),
    )
    for (const text of ['', '0', '12', '9'.repeat(4_000), '-5', '1e5']) expect(readSigned(text)).toBeNull()
  })
})

describe('a verification id', () => {
  it('spells 128 bits in 22 characters, one for one', () => {
    expect(newVerificationId(Buffer.alloc(16))).toBe('1'.repeat(22))
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        expect(isVerificationId(newVerificationId(Buffer.from(bytes)))).toBe(true)
      }),
    )
    expect(new Set(Array.from({ length: 1_000 }, () => newVerificationId())).size).toBe(1_000)
  })
})
