import { Schema, type SchemaDefinition } from 'mongoose'
import { defineModel } from '../db/model'
import { FACTS, type Fact, type SealedFact, SUBJECT_KINDS } from './facts'

const factFields = {
  _id: { type: Schema.Types.ObjectId, required: true },
  what: { type: String, enum: FACTS, required: true },
  subject: {
    _id: false,
    kind: { type: String, enum: SUBJECT_KINDS, required: true },
    id: { type: String, required: true },
  },
  organizationId: { type: String, default: null },
  actor: {
    _id: false,
    accountId: { type: String, default: null },
    organizationId: { type: String, default: null },
  },
  from: { type: String, default: null },
  to: { type: String, default: null },
  reason: { type: String, default: null },
  details: { type: Schema.Types.Mixed, default: null },
  at: { type: Date, required: true },
  requestId: { type: String, required: true },
} as const satisfies SchemaDefinition

/** Inside another document: a mark carries its own facts until they are sealed. */
export const embeddedFactSchema = new Schema<Fact>(factFields, { versionKey: false, _id: false })

/** Facts of transactions, until they are sealed. */
export const pendingFactModel = defineModel(
  'PendingFact',
  new Schema<Fact>(factFields, { collection: 'pendingFacts', versionKey: false }).index({ 'subject.id': 1 }),
)

/** The chain itself. Append-only: nothing in the code updates or deletes here. */
export const sealedFactModel = defineModel(
  'SealedFact',
  new Schema<SealedFact>(
    {
      ...factFields,
      seq: { type: Number, required: true },
      previousHash: { type: String, required: true },
      hash: { type: String, required: true },
    },
    { collection: 'auditFacts', versionKey: false },
  )
    .index({ seq: 1 }, { unique: true })
    .index({ 'subject.id': 1, seq: 1 })
    .index({ organizationId: 1, seq: -1 })
    .index({ 'actor.organizationId': 1, seq: -1 }),
)
