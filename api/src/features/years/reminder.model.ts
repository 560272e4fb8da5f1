import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

const REMINDER_KEPT_SECONDS = 90 * 24 * 60 * 60
/** Longer than from the first reminder before a last day to that day. */
const ROUND_KEPT_SECONDS = 1_000 * 24 * 60 * 60

/** When a trainee was last reminded of a year. There is one for both, so that two who remind at once remind once. */
export type YearReminder = {
  _id: Types.ObjectId
  traineeId: Types.ObjectId
  year: number
  /** Of the unit that reminded. */
  organizationId: Types.ObjectId
  remindedAt: Date
  /** Of the request or job: begun again, it knows whom it has told. */
  run: string
}

export const yearReminderModel = defineModel(
  'YearReminder',
  new Schema<YearReminder>(
    {
      traineeId: { type: Schema.Types.ObjectId, required: true },
      year: { type: Number, required: true },
      organizationId: { type: Schema.Types.ObjectId, required: true },
      remindedAt: { type: Date, required: true },
      run: { type: String, required: true },
    },
    { collection: 'yearReminders', versionKey: false },
  )
    .index({ traineeId: 1, year: 1 }, { unique: true })
    .index({ remindedAt: 1 }, { expireAfterSeconds: REMINDER_KEPT_SECONDS }),
)

/** The reminding of a unit's people so many days before a last day: once, however often it is begun. */
export type ReminderRound = {
  /** `<organization> <year> <last day> <days before>` */
  _id: string
  /** The people up to this one are done. */
  after: Types.ObjectId | null
  /** Who lacks hours that are due by then, and how many of them this round has told. */
  people: number
  told: number
  begunAt: Date
  endedAt: Date | null
}

export const reminderRoundModel = defineModel(
  'ReminderRound',
  new Schema<ReminderRound>(
    {
      _id: { type: String, required: true },
      after: { type: Schema.Types.ObjectId, default: null },
      people: { type: Number, required: true },
      told: { type: Number, required: true },
      begunAt: { type: Date, required: true },
      endedAt: { type: Date, default: null },
    },
    { collection: 'reminderRounds', versionKey: false },
  ).index({ begunAt: 1 }, { expireAfterSeconds: ROUND_KEPT_SECONDS }),
)
