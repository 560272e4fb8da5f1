import { normalizeIdentifier, weightedSum } from './characters'
import { checkOrganizationCode, organizationCheckCharacterOf } from './organization-code'

export const UNIFIED_SOCIAL_CREDIT_CODE_PROBLEMS = ['length', 'charset', 'checksum', 'organizationChecksum'] as const
export type UnifiedSocialCreditCodeProblem = (typeof UNIFIED_SOCIAL_CREDIT_CODE_PROBLEMS)[number]

export const UNIFIED_SOCIAL_CREDIT_CODE_MESSAGES: Record<UnifiedSocialCreditCodeProblem, string> = {
  length: '统一社会信用代码应为 18 位，请检查是否多输或漏输',
  charset: '统一社会信用代码只能由数字和大写字母组成，不使用字母 I、O、S、V、Z，请检查是否把数字 0、1、2、5 输成了字母',
  checksum: '统一社会信用代码的最后一位校验不通过，请对照证书逐位检查；证书上确实如此的，请提交证书扫描件申请人工核对',
  organizationChecksum:
    '统一社会信用代码第 9 至 17 位（主体标识码）校验不通过，请对照证书逐位检查；证书上确实如此的，请提交证书扫描件申请人工核对',
}

export type UnifiedSocialCreditCodeCheck =
  | {
      ok: true
      /** 18 characters in upper case: the form to store and to compare. */
      value: string
      /** GB/T 2260 code of the registering authority. */
      regionCode: string
      /** Characters 9–17, GB 11714. */
      organizationCode: string
    }
  | {
      ok: false
      problem: UnifiedSocialCreditCodeProblem
      /**
       * Early codes were issued with a wrong check character, so a failed check alone may be overridden, with evidence
       * and by a second person. A wrong length or character never is.
       */
      canOverride: boolean
    }

const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

const checkCharacterOf = (first17: string) => {
  const sum = weightedSum(first17, WEIGHTS, (character) => CHARACTERS.indexOf(character))
  return CHARACTERS.charAt((31 - (sum % 31)) % 31)
}

/** Checks a unified social credit code, GB 32100, and the organization code in its characters 9–17. */
export function checkUnifiedSocialCreditCode(value: string): UnifiedSocialCreditCodeCheck {
  const code = normalizeIdentifier(value)
  if (code.length !== 18) return { ok: false, problem: 'length', canOverride: false }
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return { ok: false, problem: 'charset', canOverride: false }
  if (code.charAt(17) !== checkCharacterOf(code)) return { ok: false, problem: 'checksum', canOverride: true }
  const organizationCode = code.slice(8, 17)
  if (!checkOrganizationCode(organizationCode).ok) {
    return { ok: false, problem: 'organizationChecksum', canOverride: true }
  }
  return { ok: true, value: code, regionCode: code.slice(2, 8), organizationCode }
}

/**
 * Makes a code that passes both checks, for demonstration data and tests.
 * @param parts `category`: the registering authority and kind of body, e.g. `12` public institution, `91` enterprise;
 * `serial`: 0–99999999, the organization's own number.
 * @throws RangeError when a part cannot be in a code
 */
export function synthesizeUnifiedSocialCreditCode(parts: {
  category: string
  regionCode: string
  serial: number
}): string {
  const { category, regionCode, serial } = parts
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}$/.test(category)) throw new RangeError(`not a category: ${category}`)
  if (!/^\d{6}$/.test(regionCode)) throw new RangeError(`not a region code: ${regionCode}`)
  if (!Number.isInteger(serial) || serial < 0 || serial > 99_999_999) {
    throw new RangeError(`not a serial number: ${serial}`)
  }
  const first8 = String(serial).padStart(8, '0')
  const first17 = category + regionCode + first8 + organizationCheckCharacterOf(first8)
  return first17 + checkCharacterOf(first17)
}
