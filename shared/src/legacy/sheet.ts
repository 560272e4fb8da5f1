import { COURSE_CATEGORY_LABELS } from '../classes'
import { ASSESSMENT_RESULTS, labelOf } from '../codes'
import type { ListSheet, SheetColumnOf } from '../http'
import { LEGACY_COLUMNS, LEGACY_TABLE_LABELS } from './columns'
import type { LegacyCertificateView, LegacyRecordView } from './contract'

const { records, certificates } = LEGACY_COLUMNS

const recordColumns: readonly SheetColumnOf<LegacyRecordView>[] = [
  [records.unitName.heading, ({ unitName }) => unitName],
  [records.name.heading, ({ name }) => name],
  [records.residentId.heading, ({ residentId }) => residentId],
  [records.year.heading, ({ year }) => year],
  [records.category.heading, ({ category }) => COURSE_CATEGORY_LABELS[category]],
  [records.courseName.heading, ({ courseName }) => courseName],
  [records.hours.heading, ({ certifiedTenths }) => certifiedTenths / 10],
  [records.provider.heading, ({ provider }) => provider],
]
export const LEGACY_RECORD_SHEET: ListSheet = { name: LEGACY_TABLE_LABELS.records, columns: recordColumns }

const certificateColumns: readonly SheetColumnOf<LegacyCertificateView>[] = [
  [certificates.unitName.heading, ({ unitName }) => unitName],
  [certificates.name.heading, ({ name }) => name],
  [certificates.residentId.heading, ({ residentId }) => residentId],
  [certificates.year.heading, ({ year }) => year],
  [certificates.number.heading, ({ number }) => number],
  [certificates.publicHours.heading, ({ publicTenths }) => publicTenths / 10],
  [certificates.professionalHours.heading, ({ professionalTenths }) => professionalTenths / 10],
  [certificates.electiveHours.heading, ({ electiveTenths }) => electiveTenths / 10],
  ['总学时', ({ totalTenths }) => totalTenths / 10],
  [certificates.result.heading, ({ result }) => labelOf(ASSESSMENT_RESULTS, result) ?? ''],
  [certificates.issuedOn.heading, ({ issuedOn }) => issuedOn],
]
export const LEGACY_CERTIFICATE_SHEET: ListSheet = {
  name: LEGACY_TABLE_LABELS.certificates,
  columns: certificateColumns,
}
