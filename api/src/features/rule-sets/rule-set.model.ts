import type { RuleSet, RuleSetContent, RuleSetYears } from '@jijiao/shared/rule-sets'
import { ruleSetContentOf } from '@jijiao/shared/rule-sets'
import { INITIAL_RULE_SETS } from '@jijiao/shared/rule-sets/data'
import { type Connection, Schema, type Types } from 'mongoose'
import { type Collection, defineModel } from '../../db/model'

/** One version of a rule set. It never changes, but for being confirmed and for another version taking its place. */
export type StoredRuleSet = {
  _id: Types.ObjectId
  key: string
  version: number
  regionCode: string | null
  series: string | null
  years: RuleSetYears
  content: RuleSetContent
  isCurrent: boolean
  reason: string | null
  createdAt: Date
  /** `null`: the system began with it. */
  createdBy: Types.ObjectId | null
  confirmation: Confirmation | null
}

type Confirmation = {
  accountId: Types.ObjectId
  organizationId: Types.ObjectId
  organizationName: string
  at: Date
  evidence: string
}

const confirmation = new Schema<Confirmation>(
  {
    accountId: { type: Schema.Types.ObjectId, required: true },
    organizationId: { type: Schema.Types.ObjectId, required: true },
    organizationName: { type: String, required: true },
    at: { type: Date, required: true },
    evidence: { type: String, required: true },
  },
  { _id: false },
)

export const ruleSetModel = defineModel(
  'RuleSet',
  new Schema<StoredRuleSet>(
    {
      key: { type: String, required: true },
      version: { type: Number, required: true },
      regionCode: { type: String, default: null },
      series: { type: String, default: null },
      years: { _id: false, from: { type: Number, required: true }, to: { type: Number, default: null } },
      content: { type: Schema.Types.Mixed, required: true },
      isCurrent: { type: Boolean, required: true },
      reason: { type: String, default: null },
      createdAt: { type: Date, required: true },
      createdBy: { type: Schema.Types.ObjectId, default: null },
      confirmation: { type: confirmation, default: null },
    },
    { collection: 'ruleSets', versionKey: false, minimize: false },
  )
    .index({ key: 1, version: 1 }, { unique: true })
    .index({ isCurrent: 1, key: 1 }, { unique: true, partialFilterExpression: { isCurrent: true } })
    .index({ regionCode: 1, isCurrent: 1, confirmation: 1, createdAt: 1, _id: 1 }),
)

/** One document: its number grows with every change of any rule set, so that a process knows when its copy is old. */
export type RuleSetStamp = { _id: 'ruleSets'; number: number }

export const ruleSetStampModel = defineModel(
  'RuleSetStamp',
  new Schema<RuleSetStamp>(
    { _id: { type: String, required: true }, number: { type: Number, required: true } },
    { collection: 'ruleSetStamps', versionKey: false },
  ),
)

/** Makes the collection and puts the rule sets into it that the system begins with; those that are there stay. */
export const seededRuleSets: Collection = {
  modelName: ruleSetModel.modelName,
  async prepare(db: Connection) {
    await ruleSetModel.prepare(db)
    await ruleSetModel(db).bulkWrite(
      INITIAL_RULE_SETS.map((set) => ({
        updateOne: {
          filter: { key: set.key, version: set.version },
          update: { $setOnInsert: initial(set) },
          upsert: true,
        },
      })),
    )
  },
}

const initial = ({ regionCode, series, years, ...set }: RuleSet) => ({
  regionCode,
  series,
  years,
  content: ruleSetContentOf(set),
  isCurrent: true,
  reason: null,
  createdAt: new Date(Date.UTC(2026, 0, 1)),
  createdBy: null,
  confirmation: null,
})

export const toRuleSet = ({
  key,
  version,
  regionCode,
  series,
  years,
  content,
  confirmation: by,
}: StoredRuleSet): RuleSet => ({
  key,
  version,
  regionCode,
  series,
  years,
  verified: by !== null,
  ...content,
})
