import { PROFILE_FIELD_LABELS, type ProfileField } from '@jijiao/shared/affiliations'
import type { TraineeProfileView } from '@jijiao/shared/trainees'
import type { Fact } from '../../ui'
import { valueInWords } from '../profile-changes'

/** What is filled in of a profile, in the order of the form. */
export function factsOf(trainee: TraineeProfileView): readonly Fact[] {
  const fields = Object.keys(PROFILE_FIELD_LABELS) as ProfileField[]
  return fields.flatMap((field) => {
    const value = trainee[field]
    const text = valueInWords(field, typeof value === 'object' && value !== null ? value.join('、') : value)
    return text ? [{ name: PROFILE_FIELD_LABELS[field], value: text }] : []
  })
}
