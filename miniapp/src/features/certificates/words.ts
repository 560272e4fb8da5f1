import {
  CERTIFICATE_STATE_LABELS,
  type CertificateRow,
  type CertificateView,
  YEAR_VERDICT_LABELS,
  type YearCount,
} from '@jijiao/shared/certificates'
import {
  COURSE_CATEGORIES,
  COURSE_CATEGORY_LABELS,
  type CourseCategory,
  formatCreditHours,
} from '@jijiao/shared/classes'
import type { Tone } from '../../ui'

const TONES: Readonly<Record<CertificateView['state'], Tone>> = {
  valid: 'good',
  suspended: 'warn',
  superseded: 'neutral',
  revoked: 'bad',
}

export const stateOf = (certificate: Pick<CertificateView, 'state' | 'isOutdated'>): { tone: Tone; text: string } =>
  certificate.state === 'valid' && certificate.isOutdated
    ? { tone: 'warn', text: '学时有变化，需重新统计' }
    : { tone: TONES[certificate.state], text: CERTIFICATE_STATE_LABELS[certificate.state] }

export const hoursOf = ({ sums }: YearCount, category: CourseCategory) =>
  formatCreditHours(sums.find((sum) => sum.category === category)?.creditHourTenths ?? 0)

/** `公需课 18，专业课 42，共 60 学时，通过` */
export const countInWords = (count: YearCount): string =>
  [
    ...COURSE_CATEGORIES.map((category) => `${COURSE_CATEGORY_LABELS[category]} ${hoursOf(count, category)}`),
    `共 ${formatCreditHours(count.totalTenths)} 学时`,
    YEAR_VERDICT_LABELS[count.verdict],
  ].join('，')

export const certificateIn = ({ certificate }: CertificateRow) =>
  certificate ? stateOf(certificate) : { tone: 'neutral' as const, text: '未生成' }
