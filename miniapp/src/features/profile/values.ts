import type { ProfileView } from '@jijiao/shared/affiliations'
import type { ApiContract } from '@jijiao/shared/api/contract'
import type { OperationInput } from '@jijiao/shared/http'

type Save = ApiContract['affiliations']['saveProfile']

/** The form's own shape: an empty line where there is nothing. */
export type ProfileValues = {
  /** A new number; empty keeps the one the server has, which is shown masked only. */
  readonly phone: string
  readonly education: string
  readonly series: readonly string[]
} & Readonly<Record<OptionalText, string>>

const OPTIONAL_TEXTS = [
  'ethnicity',
  'nativePlace',
  'degree',
  'school',
  'major',
  'graduatedOn',
  'workStartedOn',
  'email',
  'qualification',
  'qualifiedOn',
  'profession',
  'regionCode',
  'postalCode',
  'address',
] as const
export const OPTIONAL_NAMES = [...OPTIONAL_TEXTS, 'series'] as const
export type OptionalText = (typeof OPTIONAL_TEXTS)[number]

type FilledIn = Pick<ProfileView, OptionalText | 'education' | 'series'>

export function valuesOf(view: FilledIn): ProfileValues {
  const texts = Object.fromEntries(OPTIONAL_TEXTS.map((name) => [name, view[name] ?? ''])) as Record<
    OptionalText,
    string
  >
  return { ...texts, phone: '', education: view.education ?? '', series: view.series }
}

/** The body of a save: what is empty in the form is `null` there. */
export function inputOf(values: ProfileValues, version: number): OperationInput<Save>['body'] {
  const texts = Object.fromEntries(OPTIONAL_TEXTS.map((name) => [name, values[name].trim() || null]))
  const phone = values.phone.trim()
  return { version, ...texts, education: values.education, series: [...values.series], ...(phone && { phone }) }
}

/** What differs from what is saved. */
export function changesOf(saved: ProfileValues, values: ProfileValues): Partial<ProfileValues> {
  const names = Object.keys(values) as (keyof ProfileValues)[]
  const changed = names.filter((name) => JSON.stringify(values[name]) !== JSON.stringify(saved[name]))
  return Object.fromEntries(changed.map((name) => [name, values[name]]))
}
