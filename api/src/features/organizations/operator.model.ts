import { OPERATOR_GRANTS, OPERATOR_STATES, type OperatorGrant, type OperatorState } from '@jijiao/shared/organizations'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

/** The binding of an account to an organization. */
export type Operator = {
  _id: Types.ObjectId
  organizationId: Types.ObjectId
  accountId: Types.ObjectId
  /** Who was invited, as the invitation knew them; absent where nobody was asked. */
  invitedName?: string | undefined
  state: OperatorState
  /** Pending or active: of these an account has one at most for each organization. */
  isOpen: boolean
  grants: OperatorGrant[]
  invitedAt: Date
  activeAt: Date | null
  endedAt: Date | null
  /** The binding that took this one's place when its grants changed; lists show only that. */
  replacedById?: Types.ObjectId | undefined
}

export const operatorModel = defineModel(
  'Operator',
  new Schema<Operator>(
    {
      organizationId: { type: Schema.Types.ObjectId, required: true },
      accountId: { type: Schema.Types.ObjectId, required: true },
      invitedName: { type: String },
      state: { type: String, enum: OPERATOR_STATES, required: true },
      isOpen: { type: Boolean, required: true },
      grants: { type: [{ type: String, enum: OPERATOR_GRANTS }], required: true },
      invitedAt: { type: Date, required: true },
      activeAt: { type: Date, default: null },
      endedAt: { type: Date, default: null },
      replacedById: { type: Schema.Types.ObjectId },
    },
    { collection: 'operators', versionKey: false },
  )
    .index({ accountId: 1, organizationId: 1 }, { unique: true, partialFilterExpression: { isOpen: true } })
    .index({ organizationId: 1, state: 1, _id: 1 })
    .index({ organizationId: 1, _id: 1 })
    .index({ accountId: 1, invitedAt: 1 }, { partialFilterExpression: { state: 'lapsed' } })
    .index({ accountId: 1, _id: 1 })
    .index({ invitedAt: 1 }, { partialFilterExpression: { state: 'pending' } }),
)
