import { EXEMPTION_STATES, type ExemptionState } from '@jijiao/shared/exemptions'
import { type ClientSession, Schema, type Types, trusted } from 'mongoose'
import { defineModel } from '../../db/model'
import type { Deps } from '../../deps'

export type Exemption = {
  _id: Types.ObjectId
  traineeId: Types.ObjectId
  traineeName: string
  /** Of the rule set, with the name it had there. */
  code: string
  label: string
  years: number[]
  basis: string
  /** Who granted it, and alone may take it back. */
  organizationId: Types.ObjectId
  organizationName: string
  grantedBy: Types.ObjectId | null
  grantedAt: Date
  /** That body, and the unit that the person belonged to. */
  seenBy: Types.ObjectId[]
  state: ExemptionState
  revokedAt: Date | null
  reason: string | null
  version: number
}

const reference = { type: Schema.Types.ObjectId, required: true } as const
const text = { type: String, required: true } as const

export const exemptionModel = defineModel(
  'Exemption',
  new Schema<Exemption>(
    {
      traineeId: reference,
      traineeName: text,
      code: text,
      label: text,
      years: { type: [Number], required: true },
      basis: text,
      organizationId: reference,
      organizationName: text,
      grantedBy: { type: Schema.Types.ObjectId, default: null },
      grantedAt: { type: Date, required: true },
      seenBy: { type: [Schema.Types.ObjectId], required: true },
      state: { type: String, enum: EXEMPTION_STATES, required: true },
      revokedAt: { type: Date, default: null },
      reason: { type: String, default: null },
      version: { type: Number, required: true },
    },
    { collection: 'exemptions', versionKey: false },
  )
    // A reason is granted once for a person and year, whatever happens at once.
    .index({ traineeId: 1, code: 1, years: 1 }, { unique: true, partialFilterExpression: { state: 'granted' } })
    .index({ traineeId: 1, state: 1, years: 1 })
    .index({ traineeId: 1, _id: -1 })
    .index({ seenBy: 1, _id: -1 }),
)

/** The codes of what these people are exempt from in a year, by trainee id. */
export async function exemptionsOf(
  deps: Pick<Deps, 'db'>,
  { traineeIds, year }: { readonly traineeIds: readonly Types.ObjectId[]; readonly year: number },
  session?: ClientSession,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await exemptionModel(deps.db)
    .find(
      { traineeId: trusted({ $in: [...traineeIds] }), state: 'granted', years: year },
      { traineeId: 1, code: 1 },
      { session: session ?? null },
    )
    .lean<Pick<Exemption, 'traineeId' | 'code'>[]>()
  const codes = new Map<string, string[]>()
  for (const { traineeId, code } of found) {
    const id = String(traineeId)
    codes.set(id, [...(codes.get(id) ?? []), code])
  }
  return codes
}
