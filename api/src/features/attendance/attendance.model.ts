import {
  MARK_FLAGS,
  MARK_SOURCES,
  MARK_STATES,
  type MarkFlag,
  type MarkSource,
  type MarkState,
  SCAN_DECISIONS,
  type ScanDecision,
  SESSION_STATES,
  type SessionState,
} from '@jijiao/shared/attendance'
import { Schema, type Types } from 'mongoose'
import { embeddedFactSchema, type Fact } from '../../audit'
import { ANY_ID, defineModel } from '../../db/model'
import { type NamedTeacher, namedTeacherFields } from '../classes'

export type Geofence = { latitude: number; longitude: number; radiusMetres: number }

export type AttendanceSession = {
  _id: Types.ObjectId
  classId: Types.ObjectId
  organizationId: Types.ObjectId
  /** Copied from the class when the roll call is planned and again when it opens: the check-in reads nothing else. */
  className: string
  place: string | null
  startsAt: Date
  endsAt: Date
  lateAfterMinutes: number
  offlineLimitMinutes: number
  geofence: Geofence | null
  /** It is scanned on leaving, too. */
  scanOut: boolean
  remark: string | null
  teacher: NamedTeacher | null
  isTimetabled: boolean
  state: SessionState
  /** Its class is closed: nothing more is taken, not even a scan that was kept offline. */
  isSealed: boolean
  openedAt: Date | null
  closedAt: Date | null
  wrongDigits: number
  version: number
}

const { teacherId, name } = namedTeacherFields
const namedTeacher = new Schema<NamedTeacher>({ teacherId, name }, { _id: false })

export const sessionModel = defineModel(
  'AttendanceSession',
  new Schema<AttendanceSession>(
    {
      classId: { type: Schema.Types.ObjectId, required: true },
      organizationId: { type: Schema.Types.ObjectId, required: true },
      className: { type: String, required: true },
      place: { type: String, default: null },
      startsAt: { type: Date, required: true },
      endsAt: { type: Date, required: true },
      lateAfterMinutes: { type: Number, required: true },
      offlineLimitMinutes: { type: Number, required: true },
      geofence: {
        type: new Schema<Geofence>({ latitude: Number, longitude: Number, radiusMetres: Number }, { _id: false }),
        default: null,
      },
      scanOut: { type: Boolean, required: true },
      remark: { type: String, default: null },
      teacher: { type: namedTeacher, default: null },
      isTimetabled: { type: Boolean, required: true },
      isSealed: { type: Boolean, required: true },
      state: { type: String, enum: SESSION_STATES, required: true },
      openedAt: { type: Date, default: null },
      closedAt: { type: Date, default: null },
      wrongDigits: { type: Number, required: true, default: 0 },
      version: { type: Number, required: true, default: 1 },
    },
    { collection: 'attendanceSessions', versionKey: false },
  )
    .index({ classId: 1, startsAt: -1, _id: -1 })
    .index(
      { 'teacher.teacherId': 1, startsAt: 1, _id: 1 },
      { partialFilterExpression: { 'teacher.teacherId': ANY_ID } },
    ),
)

export type AttendanceMark = {
  _id: Types.ObjectId
  sessionId: Types.ObjectId
  classId: Types.ObjectId
  traineeId: Types.ObjectId
  organizationId: Types.ObjectId
  state: MarkState
  source: MarkSource
  markedAt: Date
  receivedAt: Date
  /** Of the latest scan on leaving. */
  leftAt: Date | null
  /** SHA-256 of the device's random key: equal devices can be seen, the key itself is not kept. */
  device: string | null
  flags: MarkFlag[]
  decision: ScanDecision | null
  proposedState: MarkState | null
  reason: string | null
  version: number
  /** Facts of this mark that the sealer has not yet taken into the chain. */
  facts: Fact[]
  hasUnsealedFacts?: true
}

const UNDECIDED = { partialFilterExpression: { decision: 'pending' } } as const

export const markModel = defineModel(
  'AttendanceMark',
  new Schema<AttendanceMark>(
    {
      sessionId: { type: Schema.Types.ObjectId, required: true },
      classId: { type: Schema.Types.ObjectId, required: true },
      traineeId: { type: Schema.Types.ObjectId, required: true },
      organizationId: { type: Schema.Types.ObjectId, required: true },
      state: { type: String, enum: MARK_STATES, required: true },
      source: { type: String, enum: MARK_SOURCES, required: true },
      markedAt: { type: Date, required: true },
      receivedAt: { type: Date, required: true },
      leftAt: { type: Date, default: null },
      device: { type: String, default: null },
      flags: { type: [{ type: String, enum: MARK_FLAGS }], required: true },
      decision: { type: String, enum: [...SCAN_DECISIONS, null], default: null },
      proposedState: { type: String, enum: [...MARK_STATES, null], default: null },
      reason: { type: String, default: null },
      version: { type: Number, required: true },
      facts: { type: [embeddedFactSchema], required: true },
      hasUnsealedFacts: { type: Boolean },
    },
    { collection: 'attendanceMarks', versionKey: false },
  )
    // The guard against every race: one mark for each trainee and session.
    .index({ sessionId: 1, traineeId: 1 }, { unique: true })
    .index({ traineeId: 1, classId: 1 })
    .index({ organizationId: 1, decision: 1, receivedAt: 1, _id: 1 }, UNDECIDED)
    .index({ hasUnsealedFacts: 1 }, { partialFilterExpression: { hasUnsealedFacts: true } }),
)

/** Tries at the six digits, by account, session and slot. */
export const digitTryModel = defineModel(
  'DigitTry',
  new Schema<{ _id: string; count: number; expiresAt: Date }>(
    {
      _id: { type: String, required: true },
      count: { type: Number, required: true },
      expiresAt: { type: Date, required: true },
    },
    { collection: 'digitTries', versionKey: false },
  ).index({ expiresAt: 1 }, { expireAfterSeconds: 60 }),
)
