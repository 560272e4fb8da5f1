import { captchaMessage, leadingZeroBits } from '@jijiao/shared/accounts'
import { api } from '../../api'
import { sha256 } from './sha256'

/** Hashes between two looks at the screen: some tens of milliseconds on a slow phone. */
const AT_ONCE = 500

const breathe = () => new Promise<void>((resolve) => setTimeout(resolve))

export type CaptchaProof = { readonly challenge: string; readonly solution: string }

/** Does the work that shows the server that somebody means it. Nothing to read, nothing to click. */
export async function solveCaptcha(): Promise<CaptchaProof> {
  const { challenge, difficultyBits } = await api.accounts.captcha()
  for (let count = 0; ; count++) {
    const solution = String(count)
    if (leadingZeroBits(sha256(captchaMessage(challenge, solution))) >= difficultyBits) return { challenge, solution }
    if (count % AT_ONCE === 0) await breathe()
  }
}
