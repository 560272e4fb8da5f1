import { CONSENT_PURPOSES, type ConsentPurpose, PROOF_KEPT_DAYS } from '@jijiao/shared/my-data'
import { type ClientSession, Schema, Types } from 'mongoose'
import { defineModel } from '../db/model'
import type { Deps } from '../deps'

/** Never edited but for its end: which version of a notice somebody consented to, for what. */
export type PrivacyConsent = {
  _id: Types.ObjectId
  accountId: Types.ObjectId
  purpose: ConsentPurpose
  version: string
  givenAt: Date
  withdrawnAt: Date | null
  /** Neither withdrawn nor followed by a newer version; absent otherwise. */
  isCurrent?: true
  /** Once the account is closed. */
  expiresAt?: Date
}

export const privacyConsentModel = defineModel(
  'PrivacyConsent',
  new Schema<PrivacyConsent>(
    {
      accountId: { type: Schema.Types.ObjectId, required: true },
      purpose: { type: String, enum: CONSENT_PURPOSES, required: true },
      version: { type: String, required: true },
      givenAt: { type: Date, required: true },
      withdrawnAt: { type: Date, default: null },
      isCurrent: { type: Boolean },
      expiresAt: { type: Date },
    },
    { collection: 'privacyConsents', versionKey: false },
  )
    .index({ accountId: 1, purpose: 1 }, { unique: true, partialFilterExpression: { isCurrent: true } })
    .index({ accountId: 1, _id: -1 })
    .index({ expiresAt: 1 }, { expireAfterSeconds: 0 }),
)

type Given = { readonly accountId: Types.ObjectId; readonly purpose: ConsentPurpose }

/** Keeps a consent, in the transaction of what it allows; the same version twice is one consent: `false`. */
export async function giveConsent(
  deps: Pick<Deps, 'db'>,
  { version, at, ...given }: Given & { readonly version: string; readonly at: Date },
  session: ClientSession,
): Promise<boolean> {
  const Consents = privacyConsentModel(deps.db)
  const current = await Consents.findOne({ ...given, isCurrent: true }, null, { session }).lean<PrivacyConsent | null>()
  if (current?.version === version) return false
  if (current) await Consents.updateOne({ _id: current._id }, { $unset: { isCurrent: 1 } }, { session })
  const consent: PrivacyConsent = {
    _id: new Types.ObjectId(),
    ...given,
    version,
    givenAt: at,
    withdrawnAt: null,
    isCurrent: true,
  }
  await Consents.create([consent], { session })
  return true
}

/** Ends a consent; `false` when there was none to end. */
export async function endConsent(
  deps: Pick<Deps, 'db'>,
  given: Given,
  at: Date,
  session: ClientSession,
): Promise<boolean> {
  const { modifiedCount } = await privacyConsentModel(deps.db).updateOne(
    { ...given, isCurrent: true },
    { $set: { withdrawnAt: at }, $unset: { isCurrent: 1 } },
    { session },
  )
  return modifiedCount === 1
}

/** Of an account that was closed then. */
export const consentsEndAt = (closedAt: Date) => new Date(closedAt.getTime() + PROOF_KEPT_DAYS * 86_400_000)

/** Newest first. */
export const consentsGiven = (deps: Pick<Deps, 'db'>, accountId: Types.ObjectId): Promise<PrivacyConsent[]> =>
  privacyConsentModel(deps.db).find({ accountId }).sort({ _id: -1 }).limit(100).lean<PrivacyConsent[]>().exec()
