import { z } from 'zod'
import { abilities, id, instant } from '../http/fields'
import { MARK_FLAGS, MARK_SOURCES, MARK_STATES, SCAN_DECISIONS, SESSION_STATES } from './constants'

export const geofence = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  radiusMetres: z.number().int().min(50).max(20_000),
})

export const position = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracyMetres: z.number().min(0).max(100_000),
})

export const counts = z.strictObject({
  expected: z.number().int(),
  present: z.number().int(),
  late: z.number().int(),
  leave: z.number().int(),
  absent: z.number().int(),
  pending: z.number().int(),
})

export const sessionView = z.strictObject({
  id,
  classId: id,
  className: z.string(),
  place: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  lateAfterMinutes: z.number().int(),
  offlineLimitMinutes: z.number().int(),
  geofence: geofence.nullable(),
  /** It is scanned on leaving, too. */
  scanOut: z.boolean(),
  remark: z.string().nullable(),
  teacher: z.strictObject({ id, name: z.string() }).nullable(),
  /** It came from the timetable, which may replace it until it is opened. */
  isTimetabled: z.boolean(),
  state: z.enum(SESSION_STATES),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** Wrong six-digit tries so far: many of them mean that somebody is guessing. */
  wrongDigits: z.number().int(),
  counts,
  abilities: abilities(['open', 'close', 'reopen', 'cancel', 'mark', 'showCode']),
})

export const markView = z.strictObject({
  id,
  state: z.enum(MARK_STATES),
  source: z.enum(MARK_SOURCES),
  /** The instant that counts: the server's clock at a scan, the code's own time for a kept scan. */
  markedAt: instant,
  /** Of the latest scan on leaving, where the roll call asks for one. */
  leftAt: instant.nullable(),
  flags: z.array(z.enum(MARK_FLAGS)),
  decision: z.enum(SCAN_DECISIONS).nullable(),
  /** What a pending late scan would become. */
  proposedState: z.enum(MARK_STATES).nullable(),
  reason: z.string().nullable(),
  version: z.number().int(),
})

export const checkInView = z.strictObject({
  mark: markView,
  /** The mark already stood; nothing was written now. */
  isRepeated: z.boolean(),
  /** This scan was one on leaving. */
  isLeaving: z.boolean(),
  session: z.strictObject({ id, startsAt: instant, endsAt: instant, remark: z.string().nullable() }),
  class: z.strictObject({ id, name: z.string(), place: z.string().nullable() }),
})

export const currentCode = z.strictObject({
  /** The text of the QR code. */
  link: z.string(),
  digits: z.string().regex(/^\d{6}$/),
  slotEndsAt: instant,
  slotSeconds: z.number().int(),
  /** A display takes its time from here, never from its own clock. */
  serverNow: instant,
})

export const rollRow = z.strictObject({
  traineeId: id,
  name: z.string(),
  maskedPhone: z.string().nullable(),
  qualification: z.string().nullable(),
  /** False for somebody who was withdrawn from the class after being marked. */
  isEnrolled: z.boolean(),
  mark: markView.nullable(),
})

export const mySession = z.strictObject({
  id,
  classId: id,
  className: z.string(),
  place: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  remark: z.string().nullable(),
  /** It is scanned on leaving, too. */
  scanOut: z.boolean(),
  /** It has a place: the phone may say where it is when it checks in. */
  wantsPlace: z.boolean(),
  state: z.enum(SESSION_STATES),
  mark: markView.nullable(),
})

export const rowOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ traineeId: id, outcome: z.literal('done'), mark: markView }),
  z.strictObject({
    traineeId: id,
    outcome: z.literal('refused'),
    problem: z.strictObject({ code: z.string(), title: z.string() }),
  }),
])

export type SessionView = z.output<typeof sessionView>
export type MarkView = z.output<typeof markView>
export type CheckInView = z.output<typeof checkInView>
export type RollRow = z.output<typeof rollRow>
export type MySession = z.output<typeof mySession>
export type SessionCounts = z.output<typeof counts>
export type MarkOutcome = z.output<typeof rowOutcome>
