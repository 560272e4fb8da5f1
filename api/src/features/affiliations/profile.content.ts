import type { ProfileInput } from '@jijiao/shared/affiliations'
import type { FieldError } from '@jijiao/shared/http'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import type { ProfileDetails, Trainee } from './trainee.model'

export type ProfileFields = Omit<ProfileInput, 'version' | 'education'> & { readonly education: string | null }

/** What is stored of the fields that were filled in; a phone that was not given stays as it is. */
export function filledIn(
  { vault }: Pick<Deps, 'vault'>,
  { phone, email, ...details }: ProfileFields,
): ProfileDetails & Pick<Trainee, 'sealedEmail'> & Partial<Pick<Trainee, 'sealedPhone' | 'phoneIndex'>> {
  return {
    ...details,
    sealedEmail: email && vault.seal('email', email),
    ...(phone && { sealedPhone: vault.seal('phone', phone), phoneIndex: vault.blindIndex('phone', phone) }),
  }
}

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1_000

/** What happened to a person lies between birth and today. */
export function dayFaults(profile: ProfileFields, birthDate: string, at: Date): FieldError[] {
  const today = new Date(at.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10)
  return (['graduatedOn', 'workStartedOn', 'qualifiedOn'] as const).flatMap((field) => {
    const day = profile[field]
    if (!day || (day > birthDate && day <= today)) return []
    return [{ pointer: `#/${field}`, detail: day > today ? '日期不能晚于今天' : '日期不能早于出生日期' }]
  })
}

export function assertDays(profile: ProfileFields, birthDate: string, at: Date) {
  const errors = dayFaults(profile, birthDate, at)
  if (errors.length) throw new Problem('invalid_input', { errors })
}
