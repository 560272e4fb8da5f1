/** What is hashed with SHA-256: a solution is any short text that gives the digest enough leading zero bits. */
export const captchaMessage = (challenge: string, solution: string) => `${challenge}.${solution}`

export function leadingZeroBits(digest: Uint8Array): number {
  let bits = 0
  for (const byte of digest) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24
    bits += 8
  }
  return bits
}
