import { ProblemError } from '@jijiao/shared/http'
import { type CaptchaProof, solveCaptcha } from './captcha'

/** Sends once more with the work done where the server asks for it: nobody need read or click anything. */
export async function withCaptcha<T>(send: (captcha?: CaptchaProof) => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'captcha_required') throw error
    return send(await solveCaptcha())
  }
}
