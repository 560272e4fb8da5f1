import { EDUCATIONS, labelOf, PROFESSIONAL_QUALIFICATIONS, SEXES } from '../codes'
import type { ListSheet, SheetColumnOf } from '../http'
import type { TraineeView } from './contract'
import { PROFILE_FIELD_LABELS as labels } from './labels'

const columns: readonly SheetColumnOf<TraineeView>[] = [
  [labels.name, ({ name }) => name],
  [labels.sex, ({ sex }) => labelOf(SEXES, sex) ?? ''],
  [labels.residentId, ({ residentId }) => residentId],
  [labels.phone, ({ phone }) => phone],
  [labels.education, ({ education }) => labelOf(EDUCATIONS, education) ?? ''],
  [labels.qualification, ({ qualification }) => labelOf(PROFESSIONAL_QUALIFICATIONS, qualification) ?? ''],
  [labels.workStartedOn, ({ workStartedOn }) => workStartedOn],
  ['单位', ({ organization }) => organization.name],
]
export const TRAINEE_SHEET: ListSheet = { name: '专业技术人员', columns }
