import type { SexCode } from '../codes'
import { normalizeIdentifier, weightedSum } from './characters'

export const RESIDENT_ID_PROBLEMS = ['length', 'charset', 'date', 'checksum', 'sexMismatch', 'birthMismatch'] as const
export type ResidentIdProblem = (typeof RESIDENT_ID_PROBLEMS)[number]

export const RESIDENT_ID_MESSAGES: Record<ResidentIdProblem, string> = {
  length: '身份证号应为 18 位，请检查是否多输或漏输',
  charset: '身份证号前 17 位只能是数字，最后一位是数字或字母 X，请重新输入',
  date: '身份证号第 7 至 14 位不是有效的出生日期，请对照证件检查',
  checksum: '身份证号校验不通过，可能有一位输错，请对照证件逐位检查',
  sexMismatch: '性别与身份证号不一致，请检查性别或身份证号',
  birthMismatch: '出生日期与身份证号不一致，请检查出生日期或身份证号',
}

export type ResidentIdCheck =
  | {
      ok: true
      /** 18 characters, X in upper case: the form to store and to compare. */
      value: string
      /** A calendar day, `1949-12-31`. */
      birthDate: string
      sex: Extract<SexCode, '1' | '2'>
      /** GB/T 2260, as the number has it; it may have been abolished since. */
      regionCode: string
      /** A residence permit for residents of Hong Kong, Macau (81, 82) or Taiwan (83). */
      isResidencePermit: boolean
    }
  | { ok: false; problem: ResidentIdProblem }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK_CHARACTERS = '10X98765432'
const EARLIEST_BIRTH_DATE = '1800-01-01'
const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000

const checkCharacterOf = (first17: string) => CHECK_CHARACTERS.charAt(weightedSum(first17, WEIGHTS, Number) % 11)

const isRealDay = (day: string) => {
  const instant = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === day
}

/**
 * Checks a resident ID number, GB 11643, and says what is wrong first, in the order of `RESIDENT_ID_PROBLEMS`.
 * The region is never a reason to refuse: abolished codes belong to living people. Numbers of 15 digits are refused
 * (`length`); they occur in legacy data only.
 * @param expected `on`: the instant of the check, a birth date after that day (in China) is wrong;
 * `sex` and `birthDate` (`YYYY-MM-DD`): what the person stated; an unknown sex (0, 9) agrees with any number.
 */
export function checkResidentId(
  value: string,
  expected: { on: Date; sex?: SexCode | null; birthDate?: string | null },
): ResidentIdCheck {
  const id = normalizeIdentifier(value)
  if (id.length !== 18) return { ok: false, problem: 'length' }
  if (!/^\d{17}[\dX]$/.test(id)) return { ok: false, problem: 'charset' }

  const birthDate = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
  const today = new Date(expected.on.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10)
  if (!isRealDay(birthDate) || birthDate < EARLIEST_BIRTH_DATE || birthDate > today) {
    return { ok: false, problem: 'date' }
  }
  if (id.charAt(17) !== checkCharacterOf(id)) return { ok: false, problem: 'checksum' }

  const sex = Number(id.charAt(16)) % 2 === 1 ? '1' : '2'
  if ((expected.sex === '1' || expected.sex === '2') && expected.sex !== sex) {
    return { ok: false, problem: 'sexMismatch' }
  }
  if (expected.birthDate && expected.birthDate !== birthDate) return { ok: false, problem: 'birthMismatch' }
  return {
    ok: true,
    value: id,
    birthDate,
    sex,
    regionCode: id.slice(0, 6),
    isResidencePermit: /^8[123]/.test(id),
  }
}

/**
 * The number of 18 characters that replaced a number of 15 digits: born in the 20th century, the check added. `null` for
 * what is no such number.
 */
export function upgradeResidentId(value: string): string | null {
  const id = normalizeIdentifier(value)
  if (!/^\d{15}$/.test(id)) return null
  const first17 = `${id.slice(0, 6)}19${id.slice(6)}`
  const day = `${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`
  return isRealDay(day) ? first17 + checkCharacterOf(first17) : null
}

/**
 * Makes a number that passes the check, for demonstration data and tests: never use a living person's.
 * @param parts `birthDate`: `YYYY-MM-DD`; `sequence`: 0–999, odd for a man, even for a woman.
 * @throws RangeError when a part cannot be in a number
 */
export function synthesizeResidentId(parts: { regionCode: string; birthDate: string; sequence: number }): string {
  const { regionCode, birthDate, sequence } = parts
  if (!/^\d{6}$/.test(regionCode)) throw new RangeError(`not a region code: ${regionCode}`)
  if (!isRealDay(birthDate)) throw new RangeError(`not a day: ${birthDate}`)
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > 999) {
    throw new RangeError(`not a sequence number: ${sequence}`)
  }
  const first17 = regionCode + birthDate.replaceAll('-', '') + String(sequence).padStart(3, '0')
  return first17 + checkCharacterOf(first17)
}
