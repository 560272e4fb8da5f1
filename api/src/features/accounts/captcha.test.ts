import { CAPTCHA_SECONDS } from '@jijiao/shared/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { residentIdOf } from '../../../../test/support/people'
import { outcome } from '../../../../test/support/refusal'
import { solveCaptcha } from '../../../../test/support/unit-accounts'

let api: TestApi
let noticeVersion: string

beforeAll(async () => {
  api = await startTestApi()
  noticeVersion = (await api.as().accounts.notice()).version
})
afterAll(() => api.stop())

const guest = () => api.as().accounts

describe('a captcha', () => {
  const begin = (captcha: { challenge: string; solution: string }) =>
    guest().beginUnitRegistration({
      body: { userName: 'nobody_at_all', residentId: residentIdOf(300_003), captcha, noticeVersion },
    })

  it('is good once, also when it is sent twice at once', async () => {
    const captcha = await solveCaptcha(api)
    const codes = await Promise.all([outcome(begin(captcha)), outcome(begin(captcha))])
    expect(codes.sort()).toEqual(['captcha_wrong', 'done'])
  })

  it('is refused unsolved, made up, changed or after five minutes', async () => {
    const { challenge, solution } = await solveCaptcha(api)
    const flipped = challenge.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    for (const captcha of [
      { challenge, solution: 'unsolved' },
      { challenge: 'made-up', solution },
      { challenge: flipped, solution },
      { challenge: `${challenge}=`, solution },
    ]) {
      expect(await outcome(begin(captcha))).toBe('captcha_wrong')
    }
    const late = await solveCaptcha(api)
    api.clock.advance(CAPTCHA_SECONDS * 1_000)
    expect(await outcome(begin(late))).toBe('captcha_wrong')
  })
})
