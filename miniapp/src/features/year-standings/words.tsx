import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { type StandingLine, YEAR_OUTLOOK_LABELS, type YearOutlook } from '@jijiao/shared/years'
import { StatusTag, type Tone } from '../../ui'
import { today, yearOptions } from '../calendar'

const TONES: Readonly<Record<YearOutlook, Tone>> = {
  passed: 'good',
  onTrack: 'info',
  willMiss: 'bad',
  unknown: 'neutral',
}

export function OutlookTag({ outlook }: { readonly outlook: YearOutlook }) {
  return <StatusTag tone={TONES[outlook]}>{YEAR_OUTLOOK_LABELS[outlook]}</StatusTag>
}

/** A part in hundredths; somebody is never nobody. */
export const percentOf = (part: number, whole: number): number =>
  part === 0 || whole === 0 ? 0 : Math.max(1, Math.round((part / whole) * 100))

/** `专业课差 12 学时` */
export const shortInWords = ({ short }: Pick<StandingLine, 'short'>): string =>
  short
    .map(({ category, tenths }) => `${COURSE_CATEGORY_LABELS[category]}差 ${formatCreditHours(tenths)} 学时`)
    .join('，')

const THIS_YEAR = Number(today().slice(0, 4))
export const YEARS = yearOptions()
export const thisYear = String(THIS_YEAR)
