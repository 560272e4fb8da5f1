import { normalizeIdentifier } from './characters'

export const MOBILE_NUMBER_PROBLEMS = ['length', 'charset', 'prefix'] as const
export type MobileNumberProblem = (typeof MOBILE_NUMBER_PROBLEMS)[number]

export const MOBILE_NUMBER_MESSAGES: Record<MobileNumberProblem, string> = {
  length: '手机号应为 11 位，请检查是否多输或漏输',
  charset: '手机号只能是数字，请重新输入',
  prefix: '手机号应以 13 至 19 开头，请填写中国大陆手机号',
}

export type MobileNumberCheck =
  | {
      ok: true
      /** 11 digits: the form to store and to compare. */
      value: string
    }
  | { ok: false; problem: MobileNumberProblem }

/** Checks a mobile number of mainland China; spaces, hyphens and the country code (+86, 0086, 86) may be written. */
export function checkMobileNumber(value: string): MobileNumberCheck {
  const digits = normalizeIdentifier(value)
    .replaceAll('-', '')
    .replace(/^(?:\+|00)?86(?=.{11}$)/, '')
  if (digits.length !== 11) return { ok: false, problem: 'length' }
  if (!/^\d{11}$/.test(digits)) return { ok: false, problem: 'charset' }
  if (!/^1[3-9]/.test(digits)) return { ok: false, problem: 'prefix' }
  return { ok: true, value: digits }
}
