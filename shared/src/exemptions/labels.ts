import type { ExemptionState } from './constants'

export const EXEMPTION_STATE_LABELS: Readonly<Record<ExemptionState, string>> = {
  granted: '减免中',
  revoked: '已撤销',
}

/** `2025、2026`. */
export const exemptYearsText = (years: readonly number[]): string => [...years].sort((a, b) => a - b).join('、')
