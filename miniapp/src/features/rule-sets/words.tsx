import { labelOf, QUALIFICATION_SERIES } from '@jijiao/shared/codes'
import type { RuleSetLine } from '@jijiao/shared/rule-sets'
import { StatusTag } from '../../ui'

export const yearsInWords = ({ years: { from, to } }: Pick<RuleSetLine, 'years'>): string =>
  to === null ? `${from} 年起` : from === to ? `${from} 年` : `${from}–${to} 年`

export const seriesInWords = ({ series }: Pick<RuleSetLine, 'series'>): string =>
  series === null ? '全部系列' : (labelOf(QUALIFICATION_SERIES, series) ?? series)

export function VerifiedTag({ verified }: { readonly verified: boolean }) {
  return <StatusTag tone={verified ? 'good' : 'warn'}>{verified ? '已确认' : '待确认'}</StatusTag>
}
