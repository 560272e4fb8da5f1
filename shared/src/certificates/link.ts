/** 16 random bytes in the alphabet of Bitcoin's base58: no 0, O, I or l, which people take for one another. */
const VERIFICATION_ID = /^[1-9A-HJ-NP-Za-km-z]{22}$/
const SIGNED_TEXT = /^\d{100,4000}$/
const PATH = '/v/'

export const isVerificationId = (text: string): boolean => VERIFICATION_ID.test(text)

/** What the QR code carries: the page's address and, as digits, the signed content. */
export const verificationLink = (origin: string, verificationId: string, signed?: string) =>
  `${origin}${PATH}${verificationId}${signed ? `?p=${signed}` : ''}`

/** What a scanned or pasted text holds: the whole link, the bare id or the bare signed digits. */
export function readVerificationText(text: string): { verificationId: string | null; signed: string | null } {
  const plain = text.trim()
  if (isVerificationId(plain)) return { verificationId: plain, signed: null }
  if (SIGNED_TEXT.test(plain)) return { verificationId: null, signed: plain }
  const [, verificationId = ''] = /\/v\/([^/?#]*)/.exec(plain) ?? []
  const [, signed = ''] = /[?&]p=(\d+)/.exec(plain) ?? []
  return {
    verificationId: isVerificationId(verificationId) ? verificationId : null,
    signed: SIGNED_TEXT.test(signed) ? signed : null,
  }
}
