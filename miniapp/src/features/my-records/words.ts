import { COURSE_CATEGORIES, COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, labelOf, STUDY_MODES } from '@jijiao/shared/codes'
import {
  type MyRecordLine,
  RECORD_FIELD_LABELS,
  type RecordChange,
  type RecordState,
  type RecordTrailResult,
} from '@jijiao/shared/credit-records'
import type { Tone } from '../../ui'
import type { Difference } from '../review-trail'

export const RECORD_TONES: Readonly<Record<RecordState, Tone>> = {
  draft: 'neutral',
  submitted: 'info',
  returned: 'warn',
  recognized: 'good',
  rejected: 'bad',
  superseded: 'neutral',
  revoked: 'bad',
}

export const TRAIL_TONES: Readonly<Record<RecordTrailResult, Tone>> = {
  submitted: 'info',
  withdrawn: 'neutral',
  passedOn: 'info',
  recognized: 'good',
  returned: 'warn',
  rejected: 'bad',
  superseded: 'neutral',
  revocationAsked: 'warn',
  revocationRefused: 'neutral',
  revoked: 'bad',
}

/** What a state means for the person, and what to do. */
export const RECORD_ADVICE: Readonly<Record<RecordState, string>> = {
  draft: '还没有申报，单位看不到。核对以后请点“申报”。',
  submitted: '已经申报，请等待认定。认定前可以撤回修改。',
  returned: '被退案了。请按意见修改，再重新申报。',
  recognized: '已经认定，计入您的学时。',
  rejected: '没有认定，这条记录已经结案。如有疑问，请联系单位经办人。',
  superseded: '已有更正的记录代替它，不再计入学时。',
  revoked: '已经撤销，不再计入学时。',
}

/** The hours that stand now, and what they are: `18 学时（认定）`. */
export function hoursWords({ certifiedTenths, declaredTenths }: MyRecordLine): string {
  return certifiedTenths === null
    ? `拟申报 ${formatCreditHours(declaredTenths)} 学时`
    : `认定 ${formatCreditHours(certifiedTenths)} 学时`
}

/** Codes and tenths, as the trail keeps them, in words. */
function inWords(field: RecordChange['field'], text: string | null): string | null {
  if (text === null) return null
  switch (field) {
    case 'declaredTenths':
    case 'reviewedTenths':
      return formatCreditHours(Number(text))
    case 'studyMode':
      return labelOf(STUDY_MODES, text) ?? text
    case 'assessmentResult':
      return labelOf(ASSESSMENT_RESULTS, text) ?? text
    case 'category': {
      const category = COURSE_CATEGORIES.find((one) => one === text)
      return category ? COURSE_CATEGORY_LABELS[category] : text
    }
    default:
      return text
  }
}

/** What a repeated submission or a correction changed. */
export const differencesOf = (changes: readonly RecordChange[] | null): readonly Difference[] =>
  (changes ?? []).map(({ field, before, after }) => ({
    name: RECORD_FIELD_LABELS[field],
    before: inWords(field, before),
    after: inWords(field, after),
  }))
