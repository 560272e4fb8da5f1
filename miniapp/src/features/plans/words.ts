import { formatCreditHours } from '@jijiao/shared/classes'
import { EXAM_TYPES, labelOf, STUDY_MODES } from '@jijiao/shared/codes'
import {
  PLAN_FIELD_LABELS,
  PLANNED_CLASS_FIELD_LABELS,
  type PlanChange,
  type PlanState,
  type TrailResult,
} from '@jijiao/shared/plans'
import type { Tone } from '../../ui'
import type { Difference } from '../review-trail'

export const PLAN_TONES: Readonly<Record<PlanState, Tone>> = {
  draft: 'neutral',
  submitted: 'info',
  returned: 'warn',
  approved: 'good',
  rejected: 'bad',
}

export const TRAIL_TONES: Readonly<Record<TrailResult, Tone>> = {
  submitted: 'info',
  withdrawn: 'neutral',
  approved: 'good',
  returned: 'warn',
  rejected: 'bad',
}

/** Codes and tenths, as the trail keeps them, in words. */
function inWords(field: PlanChange['field'], text: string | null): string | null {
  if (text === null) return null
  switch (field) {
    case 'creditHourTenths':
      return formatCreditHours(Number(text))
    case 'studyMode':
      return labelOf(STUDY_MODES, text) ?? text
    case 'examType':
      return labelOf(EXAM_TYPES, text) ?? text
    default:
      return text
  }
}

function fieldName(field: PlanChange['field'], isOfClass: boolean): string {
  if (field === 'class') return '培训班'
  const labels: Readonly<Record<string, string>> = isOfClass ? PLANNED_CLASS_FIELD_LABELS : PLAN_FIELD_LABELS
  return labels[field] ?? field
}

/** What a repeated submission changed; of a class with its name. */
export function differencesOf(changes: readonly PlanChange[] | null): readonly Difference[] {
  return (changes ?? []).map(({ className, field, before, after }) => {
    const name = fieldName(field, className !== null)
    return {
      name: className !== null && field !== 'class' ? `${className} · ${name}` : name,
      before: inWords(field, before),
      after: inWords(field, after),
    }
  })
}
