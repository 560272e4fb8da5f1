import { PROFILE_FIELD_LABELS, type ProfileField } from '@jijiao/shared/affiliations'
import {
  type CodeList,
  DEGREES,
  EDUCATIONS,
  ETHNICITIES,
  labelOf,
  PROFESSIONAL_QUALIFICATIONS,
  QUALIFICATION_SERIES,
  SEXES,
} from '@jijiao/shared/codes'
import { regionPath } from '@jijiao/shared/regions'
import type { ProfileChangeView } from '@jijiao/shared/trainees'
import { dayInWords } from '../calendar'
import type { Difference } from '../review-trail'

const CODES: Partial<Readonly<Record<ProfileField, CodeList>>> = {
  sex: SEXES,
  education: EDUCATIONS,
  ethnicity: ETHNICITIES,
  degree: DEGREES,
  qualification: PROFESSIONAL_QUALIFICATIONS,
  series: QUALIFICATION_SERIES,
}
const DAYS: readonly ProfileField[] = ['birthDate', 'graduatedOn', 'workStartedOn', 'qualifiedOn']

/** A value as it is stored, in words; several codes stand with `、` between them. */
export function valueInWords(field: ProfileField, value: string | null): string | null {
  if (value === null || value === '') return null
  const codes = CODES[field]
  if (codes) {
    return value
      .split('、')
      .map((code) => labelOf(codes, code) ?? code)
      .join('、')
  }
  if (field === 'regionCode') {
    return (
      regionPath(value)
        .map(({ name }) => name)
        .join(' ') || value
    )
  }
  return DAYS.includes(field) ? dayInWords(value) : value
}

/** What a change changed, in words. */
export const differencesOf = ({ fields }: ProfileChangeView): readonly Difference[] =>
  fields.map(({ field, before, after }) => ({
    name: PROFILE_FIELD_LABELS[field],
    before: valueInWords(field, before),
    after: valueInWords(field, after),
  }))
