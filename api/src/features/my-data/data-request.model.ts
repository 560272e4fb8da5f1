import {
  DATA_DISPOSALS,
  DATA_KINDS,
  DATA_REQUEST_KINDS,
  DATA_REQUEST_STATES,
  type DataDisposal,
  type DataKind,
  type DataRequestKind,
  type DataRequestState,
  PROOF_KEPT_DAYS,
  REFUSAL_GROUNDS,
  type RefusalGround,
} from '@jijiao/shared/my-data'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

/** What somebody asks to be done with the data about themselves. */
export type DataRequest = {
  _id: Types.ObjectId
  kind: DataRequestKind
  /** `null`: everything. */
  dataKind: DataKind | null
  text: string
  state: DataRequestState
  /** Submitted; absent otherwise, so that the same may be asked again. */
  isStanding?: true
  accountId: Types.ObjectId
  traineeId: Types.ObjectId | null
  /** The unit for what it holds, the HR authority for whom no unit knows; `null`: the system. */
  deciderId: Types.ObjectId | null
  submittedAt: Date
  decidedAt: Date | null
  decidedBy: Types.ObjectId | null
  ground: RefusalGround | null
  opinion: string | null
  disposal: DataDisposal | null
  version: number
}

export const dataRequestModel = defineModel(
  'DataRequest',
  new Schema<DataRequest>(
    {
      kind: { type: String, enum: DATA_REQUEST_KINDS, required: true },
      dataKind: { type: String, enum: [...DATA_KINDS, null], default: null },
      text: { type: String, default: '' },
      state: { type: String, enum: DATA_REQUEST_STATES, required: true },
      isStanding: { type: Boolean },
      accountId: { type: Schema.Types.ObjectId, required: true },
      traineeId: { type: Schema.Types.ObjectId, default: null },
      deciderId: { type: Schema.Types.ObjectId, default: null },
      submittedAt: { type: Date, required: true },
      decidedAt: { type: Date, default: null },
      decidedBy: { type: Schema.Types.ObjectId, default: null },
      ground: { type: String, enum: [...REFUSAL_GROUNDS, null], default: null },
      opinion: { type: String, default: null },
      disposal: { type: String, enum: [...DATA_DISPOSALS, null], default: null },
      version: { type: Number, required: true },
    },
    { collection: 'dataRequests', versionKey: false },
  )
    .index({ accountId: 1, kind: 1, dataKind: 1 }, { unique: true, partialFilterExpression: { isStanding: true } })
    .index({ accountId: 1, _id: -1 })
    .index({ deciderId: 1, state: 1, submittedAt: 1, _id: 1 })
    // What waits has no such day and stays.
    .index({ decidedAt: 1 }, { expireAfterSeconds: PROOF_KEPT_DAYS * 86_400 }),
)
