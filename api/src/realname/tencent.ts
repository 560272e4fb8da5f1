import { z } from 'zod'
import { callTencent, TencentError, type TencentSettings } from '../tencent'
import type { RealNameProvider } from '.'

const answer = z.object({ Result: z.string() })

/** The number is not one, or nobody has it: not the same as a provider that does not work. */
const MISMATCHES: readonly string[] = ['-1', '-2', '-3', '-5']

/** Tencent Cloud's check of name and resident ID number (faceid). */
export function createTencentRealName(settings: TencentSettings): RealNameProvider {
  const action = { service: 'faceid', action: 'IdCardVerification', version: '2018-03-01' }
  return {
    async verify({ name, residentId }) {
      const parsed = answer.safeParse(await callTencent(settings, action, { IdCard: residentId, Name: name }))
      const result = parsed.success ? parsed.data.Result : 'Unreadable'
      if (result === '0') return true
      if (MISMATCHES.includes(result)) return false
      throw new TencentError(`Result ${result}`)
    },
  }
}
