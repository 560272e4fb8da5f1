import {
  AFFILIATION_ENDINGS,
  AFFILIATION_ORIGINS,
  AFFILIATION_STATES,
  type AffiliationEnding,
  type AffiliationOrigin,
  type AffiliationState,
} from '@jijiao/shared/affiliations'
import type { NameKeys } from '@jijiao/shared/text/pinyin'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'
import { nameKeyFields } from './trainee.model'

export type Affiliation = {
  _id: Types.ObjectId
  traineeId: Types.ObjectId
  organizationId: Types.ObjectId
  state: AffiliationState
  origin: AffiliationOrigin
  /** Asked to change unit: confirming ends the binding to the present one. */
  isTransfer: boolean
  /** Of the unit, from the province down: an authority of any of them may look. */
  regionCodes: string[]
  /** Copied from the trainee, so that a unit's list is searched and sorted by one index. */
  nameKeys: NameKeys
  /** See `searchKeysOf`. */
  searchKeys: string[]
  askedAt: Date
  decidedAt: Date | null
  /** The account of the operator who decided. */
  decidedBy: Types.ObjectId | null
  endedAt: Date | null
  endedBy: AffiliationEnding | null
  /** The affiliation that took this one's place. */
  movedToId: Types.ObjectId | null
  /** Of the refusal or of the end. */
  reason: string | null
}

/** The two unique indexes hold a trainee to one active and one pending affiliation, whatever happens at once. */
export const affiliationModel = defineModel(
  'Affiliation',
  new Schema<Affiliation>(
    {
      traineeId: { type: Schema.Types.ObjectId, required: true },
      organizationId: { type: Schema.Types.ObjectId, required: true },
      state: { type: String, enum: AFFILIATION_STATES, required: true },
      origin: { type: String, enum: AFFILIATION_ORIGINS, required: true },
      isTransfer: { type: Boolean, default: false },
      regionCodes: { type: [String], required: true },
      nameKeys: nameKeyFields,
      searchKeys: { type: [String], required: true },
      askedAt: { type: Date, required: true },
      decidedAt: { type: Date, default: null },
      decidedBy: { type: Schema.Types.ObjectId, default: null },
      endedAt: { type: Date, default: null },
      endedBy: { type: String, enum: [...AFFILIATION_ENDINGS, null], default: null },
      movedToId: { type: Schema.Types.ObjectId, default: null },
      reason: { type: String, default: null },
    },
    { collection: 'affiliations', versionKey: false },
  )
    .index({ traineeId: 1, state: 1 }, { unique: true, partialFilterExpression: { state: 'active' } })
    .index({ state: 1, traineeId: 1 }, { unique: true, partialFilterExpression: { state: 'pending' } })
    .index({ traineeId: 1, _id: -1 })
    .index({ organizationId: 1, state: 1, askedAt: 1, _id: 1 })
    .index({ organizationId: 1, isTransfer: 1, askedAt: 1, _id: 1 }, { partialFilterExpression: { state: 'pending' } })
    .index({ organizationId: 1, state: 1, 'nameKeys.pinyin': 1, _id: 1 })
    .index({ organizationId: 1, state: 1, searchKeys: 1, 'nameKeys.pinyin': 1, _id: 1 })
    .index({ regionCodes: 1, state: 1, 'nameKeys.pinyin': 1, _id: 1 })
    .index({ state: 1, searchKeys: 1, 'nameKeys.pinyin': 1, _id: 1 }),
)
