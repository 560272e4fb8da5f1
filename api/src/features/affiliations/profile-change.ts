import { PROFILE_FIELDS, type ProfileField } from '@jijiao/shared/affiliations'
import { maskEmail, maskPhone, maskResidentId } from '@jijiao/shared/identifiers'
import { type ClientSession, Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Deps } from '../../deps'
import { type FieldChange, profileChangeModel } from './profile-change.model'
import type { Trainee } from './trainee.model'

type Values = Readonly<Record<ProfileField, string | null>>

/** What the history keeps of a profile. */
function valuesOf({ vault }: Pick<Deps, 'vault'>, trainee: Trainee): Values {
  const { sealedPhone, sealedEmail, series } = trainee
  return {
    ...trainee,
    residentId: maskResidentId(vault.open('residentId', trainee.sealedResidentId)),
    phone: sealedPhone && maskPhone(vault.open('phone', sealedPhone)),
    email: sealedEmail && maskEmail(vault.open('email', sealedEmail)),
    series: series.join(',') || null,
  }
}

/** Two phones or addresses may look alike when they are masked. */
function hasOtherSecret({ vault }: Pick<Deps, 'vault'>, field: ProfileField, before: Trainee, after: Trainee) {
  if (field === 'phone') return before.phoneIndex !== after.phoneIndex
  if (field !== 'email') return false
  const [one, other] = [before.sealedEmail, after.sealedEmail]
  return (one && vault.open('email', one)) !== (other && vault.open('email', other))
}

/** Field by field, in the order of the form; empty when nothing differs. */
export function changesBetween(deps: Pick<Deps, 'vault'>, before: Trainee, after: Trainee): FieldChange[] {
  const [old, now] = [valuesOf(deps, before), valuesOf(deps, after)]
  return PROFILE_FIELDS.flatMap((field) =>
    old[field] === now[field] && !hasOtherSecret(deps, field, before, after)
      ? []
      : { field, before: old[field], after: now[field] },
  )
}

/** Keeps what changed, in the transaction of the change. */
export async function recordChanges(
  deps: Pick<Deps, 'db' | 'vault'>,
  of: Circumstances,
  before: Trainee,
  after: Trainee,
  session: ClientSession,
): Promise<void> {
  const fields = changesBetween(deps, before, after)
  if (fields.length === 0) return
  const { accountId, organizationId } = of.actor
  const change = {
    _id: new Types.ObjectId(),
    traineeId: after._id,
    at: of.at,
    accountId: accountId ? new Types.ObjectId(accountId) : null,
    organizationId: organizationId ? new Types.ObjectId(organizationId) : null,
    fields,
  }
  await profileChangeModel(deps.db).create([change], { session })
}
