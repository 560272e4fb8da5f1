import { formatCreditHours } from '@jijiao/shared/classes'
import type { CategoryState, YearStanding } from '@jijiao/shared/rule-sets'
import type { MyYearView, YearVerdictView } from '@jijiao/shared/years'
import type { Tone } from '../../ui'

export const STANDING_TONES: Readonly<Record<YearStanding, Tone>> = {
  passed: 'good',
  onTrack: 'info',
  behind: 'warn',
  missed: 'bad',
  unknown: 'neutral',
}

export const CATEGORY_TONES: Readonly<Record<CategoryState, Tone>> = {
  exempt: 'neutral',
  met: 'good',
  waiting: 'info',
  short: 'warn',
  missed: 'bad',
}

export type Part = YearVerdictView['total']

/** What a circle or a bar shows of hours, in hundredths of what is needed: what counts, and what waits beside it. */
export function sharesOf({ needTenths, countedTenths, pendingTenths }: Part) {
  const whole = Math.max(needTenths, 1)
  const done = needTenths === 0 ? 100 : Math.min(100, Math.floor((countedTenths / whole) * 100))
  const pending = Math.min(100 - done, Math.round((pendingTenths / whole) * 100))
  return { done, pending }
}

const hours = (tenths: number) => `${formatCreditHours(tenths)} 学时`

/** The same in a sentence. */
export function partWords({ state, needTenths, countedTenths, shortTenths, pendingTenths }: Part): string {
  if (state === 'exempt') return '免修，不要求学时'
  return [
    `应有 ${hours(needTenths)}`,
    `已有 ${hours(countedTenths)}`,
    shortTenths > 0 ? `还差 ${hours(shortTenths)}` : '',
    pendingTenths > 0 ? `待认定 ${hours(pendingTenths)}` : '',
  ]
    .filter(Boolean)
    .join('，')
}

/** Which rules it was judged by; a key has the region, the first year and perhaps a series: `440000-2024-050`. */
export const ruleSetWords = ({ key, version }: YearVerdictView['ruleSet']) =>
  `${key.split('-')[1]} 年起的学时要求，第 ${version} 版`

export type YearClass = MyYearView['underWay'][number]
