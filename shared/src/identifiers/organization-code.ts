import { normalizeIdentifier, weightedSum } from './characters'

export const ORGANIZATION_CODE_PROBLEMS = ['length', 'charset', 'checksum'] as const
export type OrganizationCodeProblem = (typeof ORGANIZATION_CODE_PROBLEMS)[number]

export const ORGANIZATION_CODE_MESSAGES: Record<OrganizationCodeProblem, string> = {
  length: '组织机构代码应为 9 位（不含短横线），请检查是否多输或漏输',
  charset: '组织机构代码前 8 位只能是数字或大写字母，最后一位是数字或字母 X，请重新输入',
  checksum: '组织机构代码校验不通过，可能有一位输错，请对照证书逐位检查',
}

export type OrganizationCodeCheck =
  | {
      ok: true
      /** 9 characters without the hyphen: the form to store and to compare. */
      value: string
    }
  | { ok: false; problem: OrganizationCodeProblem }

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** 0–9, then A = 10 … Z = 35. */
const valueOf = (character: string) => Number.parseInt(character, 36)

/** The 9th character of GB 11714, from the first 8. */
export const organizationCheckCharacterOf = (first8: string) => {
  const check = 11 - (weightedSum(first8, WEIGHTS, valueOf) % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** Checks an organization code, GB 11714, with or without the hyphen before its 9th character. */
export function checkOrganizationCode(value: string): OrganizationCodeCheck {
  const code = normalizeIdentifier(value).replace(/^(.{8})[-‐‑–—](.)$/u, '$1$2')
  if (code.length !== 9) return { ok: false, problem: 'length' }
  if (!/^[\dA-Z]{8}[\dX]$/.test(code)) return { ok: false, problem: 'charset' }
  if (code.charAt(8) !== organizationCheckCharacterOf(code)) return { ok: false, problem: 'checksum' }
  return { ok: true, value: code }
}
