import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto'
import { type CertificatePayload, decodePayload, encodePayload } from '@jijiao/shared/certificates'

/** Before the content when it is signed, so that a signature of this key means a certificate and nothing else. */
const PURPOSE = 'jijiao-certificate:'
const KEY_ID_BYTES = 6
const SIGNATURE_BYTES = 64
const SEED_BYTES = 32
/** DER of PKCS #8 around an Ed25519 seed (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The public half of a key, as RFC 8037 writes it (`x`: 32 bytes, base64url). */
export type CertificateKey = { readonly keyId: string; readonly x: string }

export type CertificateSigner = CertificateKey & {
  /** The signed content as decimal digits, for the QR code. */
  sign(payload: CertificatePayload): string
}

/** A key's id is the beginning of its hash: two keys never share one, and nobody has to make names up. */
const keyIdOf = (x: string) =>
  createHash('sha256').update(Buffer.from(x, 'base64url')).digest().subarray(0, KEY_ID_BYTES).toString('hex')

export function createCertificateSigner(seed: Buffer): CertificateSigner {
  const key = Buffer.concat([PKCS8, seed.subarray(0, SEED_BYTES)])
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  const keyId = keyIdOf(x)
  return {
    keyId,
    x,
    sign(payload) {
      const text = encodePayload(payload)
      const signature = sign(null, Buffer.from(PURPOSE + text), privateKey)
      return digitsOf(Buffer.concat([Buffer.from(keyId, 'hex'), signature, Buffer.from(text)]))
    },
  }
}

export type SignedContent = {
  readonly keyId: string
  readonly payload: CertificatePayload
  isSignedBy(key: CertificateKey): boolean
}

/** Takes signed digits apart; `null` for anything that we cannot have made. */
export function readSigned(digits: string): SignedContent | null {
  const bytes = bytesOf(digits)
  if (!bytes || bytes.length <= KEY_ID_BYTES + SIGNATURE_BYTES) return null
  const keyId = bytes.toString('hex', 0, KEY_ID_BYTES)
  const signature = bytes.subarray(KEY_ID_BYTES, KEY_ID_BYTES + SIGNATURE_BYTES)
  const text = bytes.toString('utf8', KEY_ID_BYTES + SIGNATURE_BYTES)
  const payload = decodePayload(text)
  if (!payload) return null
  return {
    keyId,
    payload,
    isSignedBy: ({ x }) =>
      keyIdOf(x) === keyId &&
      verify(
        null,
        Buffer.from(PURPOSE + text),
        createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
        signature,
      ),
  }
}

/** A leading 1 keeps zero bytes at the beginning. */
const digitsOf = (bytes: Buffer) => BigInt(`0x01${bytes.toString('hex')}`).toString()

function bytesOf(digits: string): Buffer | null {
  if (!/^[1-9]\d{0,3999}$/.test(digits)) return null
  const hex = BigInt(digits).toString(16)
  return hex.startsWith('1') && hex.length % 2 === 1 ? Buffer.from(hex.slice(1), 'hex') : null
}

/** Lets whoever holds the sheet check the whole name against the code, which carries it masked only. */
export const nameDigest = (verificationId: string, name: string) =>
  createHash('sha256').update(`${verificationId}\n${name}`).digest().subarray(0, 9).toString('base64url')

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const ID_BYTES = 16
const ID_LENGTH = 22

/** 128 random bits: nobody guesses one, and none follows from another. */
export function newVerificationId(bytes: Buffer = randomBytes(ID_BYTES)): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  while (text.length < ID_LENGTH) {
    text = `${BASE58[Number(rest % 58n)]}${text}`
    rest /= 58n
  }
  return text
}
