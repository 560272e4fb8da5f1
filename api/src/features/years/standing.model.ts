import { COURSE_CATEGORIES, type CourseCategory } from '@jijiao/shared/classes'
import type { NameKeys } from '@jijiao/shared/text/pinyin'
import { YEAR_OUTLOOKS, type YearOutlook } from '@jijiao/shared/years'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'
import { nameKeyFields } from '../affiliations'

/** What a trainee's year amounted to when it was counted last: for lists and counts, never for a certificate. */
export type Standing = {
  _id: Types.ObjectId
  organizationId: Types.ObjectId
  year: number
  traineeId: Types.ObjectId
  nameKeys: NameKeys
  residentIdIndex: string
  outlook: YearOutlook
  /** The categories in which hours are short even with what is pending. */
  shortIn: CourseCategory[]
  short: CategoryTenths
  /** Of all categories. */
  shortTenths: number
  needTenths: number
  countedTenths: number
  pendingTenths: number
  /** Of the counting that wrote it. */
  round: string
  countedAt: Date
}
export type CategoryTenths = Record<CourseCategory, number>

/** A unit's year: how many there are of each, changed only together with the standings. */
export type StandingSheet = {
  _id: Types.ObjectId
  organizationId: Types.ObjectId
  year: number
  counts: Record<YearOutlook, number>
  /** How many people are short in a category, and of how many hours in all. */
  shortPeople: CategoryTenths
  shortTenths: CategoryTenths
  round: string
  /** What it was counted by: see `currentRuleSets`. */
  stamp: number
  /** The first deadline ahead: on the day after it standings change by themselves. */
  holdsUntilOn: string
  /** `null` until the first counting has ended. */
  countedAt: Date | null
  /** Until when somebody who counts the whole unit may be expected to end. */
  countingUntil: Date | null
}

export const isBeingCounted = ({ countingUntil }: Pick<StandingSheet, 'countingUntil'>, at: number) =>
  countingUntil !== null && countingUntil.getTime() > at

const number = { type: Number, required: true } as const
const tenths = { _id: false, ...Object.fromEntries(COURSE_CATEGORIES.map((category) => [category, number])) }

export const standingModel = defineModel(
  'Standing',
  new Schema<Standing>(
    {
      organizationId: { type: Schema.Types.ObjectId, required: true },
      year: number,
      traineeId: { type: Schema.Types.ObjectId, required: true },
      nameKeys: nameKeyFields,
      residentIdIndex: { type: String, required: true },
      outlook: { type: String, enum: YEAR_OUTLOOKS, required: true },
      shortIn: [{ type: String, enum: COURSE_CATEGORIES }],
      short: tenths,
      shortTenths: number,
      needTenths: number,
      countedTenths: number,
      pendingTenths: number,
      round: { type: String, required: true },
      countedAt: { type: Date, required: true },
    },
    { collection: 'standings', versionKey: false },
  )
    .index({ organizationId: 1, year: 1, traineeId: 1 }, { unique: true })
    .index({ traineeId: 1 })
    .index({ organizationId: 1, year: 1, 'nameKeys.pinyin': 1, _id: 1 })
    .index({ organizationId: 1, year: 1, outlook: 1, 'nameKeys.pinyin': 1, _id: 1 })
    .index({ organizationId: 1, year: 1, shortIn: 1, 'nameKeys.pinyin': 1, _id: 1 })
    .index({ organizationId: 1, year: 1, countedTenths: 1, _id: 1 })
    .index({ organizationId: 1, year: 1, shortTenths: 1, _id: 1 }),
)

export const sumOf = (short: CategoryTenths): number =>
  COURSE_CATEGORIES.reduce((sum, category) => sum + short[category], 0)

export const standingSheetModel = defineModel(
  'StandingSheet',
  new Schema<StandingSheet>(
    {
      organizationId: { type: Schema.Types.ObjectId, required: true },
      year: number,
      counts: { _id: false, ...Object.fromEntries(YEAR_OUTLOOKS.map((outlook) => [outlook, number])) },
      shortPeople: tenths,
      shortTenths: tenths,
      round: { type: String, required: true },
      stamp: number,
      holdsUntilOn: { type: String, default: '' },
      countedAt: { type: Date, default: null },
      countingUntil: { type: Date, default: null },
    },
    { collection: 'standingSheets', versionKey: false },
  ).index({ organizationId: 1, year: 1 }, { unique: true }),
)
