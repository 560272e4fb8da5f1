import type { OrganizationKind } from '../organizations'

export const IMPORT_KINDS = [
  'creditRecords',
  'trainees',
  'legacyUnits',
  'legacyPeople',
  'legacyRecords',
  'legacyCertificates',
] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** What each kind of organization imports. */
export const IMPORT_KINDS_OF: Readonly<Partial<Record<OrganizationKind, readonly ImportKind[]>>> = {
  unit: ['creditRecords', 'trainees'],
  hrAuthority: ['legacyUnits', 'legacyPeople', 'legacyRecords', 'legacyCertificates'],
}

/** Raised when a template's columns change, so that an old file is not misread. */
export const IMPORT_TEMPLATE_VERSION = '1'

export const MOST_IMPORT_ROWS = 5_000
export const LARGEST_IMPORT_BYTES = 5 * 1_024 * 1_024

/** So long the rows of a file are kept, sealed; then only the counts stay. */
export const IMPORT_ROWS_DAYS = 30

/** `all`: nothing if one row is wrong; `good`: the rows that are right. */
export const IMPORT_MODES = ['all', 'good'] as const
export type ImportMode = (typeof IMPORT_MODES)[number]
