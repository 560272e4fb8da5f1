import { z } from 'zod'
import type { Contract } from '../http'
import { id, instant, line, page, pageQuery } from '../http/fields'
import { MARK_STATES, REASON_MAX, REMARK_MAX, SESSION_STATES } from './constants'
import { attendanceEndpoints as endpoints } from './endpoints'
import type { SessionAction } from './lifecycle'
import {
  checkInView,
  counts,
  currentCode,
  geofence,
  markView,
  mySession,
  position,
  rollRow,
  rowOutcome,
  sessionView,
} from './views.contract'

const minutes = (max: number) => z.number().int().min(0).max(max)

/** What is said of one roll call, or of all of a timetable alike. */
export const sessionPlanFields = {
  lateAfterMinutes: minutes(240).default(10),
  offlineLimitMinutes: minutes(24 * 60).default(30),
  geofence: geofence.nullable().default(null),
  /** Left out: as the class's rule says. */
  scanOut: z.boolean().optional(),
}

const sessionParams = z.strictObject({ sessionId: id })
const actions = ['open', 'close', 'reopen'] as const satisfies readonly SessionAction[]

export const attendanceContract = {
  planSession: {
    ...endpoints.planSession,
    summary: 'Plan a roll call of an open class',
    params: z.strictObject({ classId: id }),
    body: z
      .strictObject({
        startsAt: instant,
        endsAt: instant,
        ...sessionPlanFields,
        remark: line(REMARK_MAX, 0).nullable().default(null),
      })
      .refine((body) => body.startsAt < body.endsAt, { path: ['endsAt'], error: '结束时间应晚于开始时间' })
      .refine((body) => Date.parse(body.endsAt) - Date.parse(body.startsAt) <= 24 * 60 * 60 * 1000, {
        path: ['endsAt'],
        error: '一次考勤不能超过 24 小时',
      }),
    answer: sessionView,
    status: 201,
    problems: ['not_allowed', 'class_not_open'],
  },
  listSessions: {
    ...endpoints.listSessions,
    summary: 'The roll calls of a class, newest first',
    params: z.strictObject({ classId: id }),
    query: z.strictObject(pageQuery),
    answer: page(sessionView),
  },
  getSession: {
    ...endpoints.getSession,
    summary: 'A roll call with its counts',
    params: sessionParams,
    answer: sessionView,
  },
  moveSession: {
    ...endpoints.moveSession,
    summary: 'Open, close or reopen a roll call',
    params: sessionParams,
    body: z
      .strictObject({ action: z.enum(actions), reason: line(REASON_MAX).optional() })
      .refine((body) => body.action !== 'reopen' || body.reason !== undefined, {
        path: ['reason'],
        error: '请填写重新开启的原因',
      }),
    answer: sessionView,
    problems: ['not_allowed', 'state_conflict', 'class_not_open'],
  },
  getCode: {
    ...endpoints.getCode,
    summary: 'The code of this moment, with the live counts',
    params: sessionParams,
    answer: currentCode.extend({ counts }),
    problems: ['not_allowed', 'roll_call_not_open', 'check_in_closed'],
  },
  linkScreen: {
    ...endpoints.linkScreen,
    summary: "A link for the hall's screen; it needs no password and dies with the session",
    params: sessionParams,
    answer: z.strictObject({ url: z.string() }),
    problems: ['not_allowed', 'roll_call_not_open', 'check_in_closed'],
  },
  getScreen: {
    ...endpoints.getScreen,
    summary: "What the hall's screen shows now",
    params: z.strictObject({ sessionId: id, screenToken: z.string().max(64) }),
    answer: currentCode.extend({
      className: z.string(),
      /** The QR code of `link`, drawn: the hall's computer needs no library. */
      svg: z.string(),
      place: z.string().nullable(),
      remark: z.string().nullable(),
      startsAt: instant,
      endsAt: instant,
      lateAfterMinutes: z.number().int(),
      arrived: z.number().int(),
      expected: z.number().int(),
    }),
    problems: ['screen_ended'],
  },
  getRoll: {
    ...endpoints.getRoll,
    summary: 'The roll, live: poll it with the ETag',
    params: sessionParams,
    query: z.strictObject({
      cursor: pageQuery.cursor,
      limit: z.coerce.number().int().min(1).max(200).default(50),
      show: z.enum(['all', 'arrived', 'missing', 'flagged']).default('all'),
    }),
    answer: z.strictObject({ data: z.array(rollRow), nextCursor: z.string().nullable(), counts }),
  },
  mark: {
    ...endpoints.mark,
    summary: 'Mark one or many by hand, or correct marks with a reason; a result for each row',
    params: sessionParams,
    body: z.strictObject({
      marks: z
        .array(
          z.strictObject({
            traineeId: id,
            state: z.enum(MARK_STATES),
            /** The version of the mark as the operator saw it; 0 when there was none. */
            version: z.number().int().min(0),
          }),
        )
        .min(1)
        .max(200),
      /** Required to change a mark that stands. */
      reason: line(REASON_MAX).optional(),
    }),
    answer: z.strictObject({ data: z.array(rowOutcome) }),
    problems: ['not_allowed', 'roll_call_not_open', 'check_in_closed', 'class_not_open'],
  },
  decideLateScans: {
    ...endpoints.decideLateScans,
    summary: 'Accept or refuse scans that arrived later than the session allows',
    params: sessionParams,
    body: z.strictObject({
      traineeIds: z.array(id).min(1).max(200),
      decision: z.enum(['accept', 'refuse']),
      reason: line(REASON_MAX),
    }),
    answer: z.strictObject({ data: z.array(rowOutcome) }),
    problems: ['not_allowed', 'roll_call_not_open', 'class_not_open'],
  },
  checkIn: {
    ...endpoints.checkIn,
    summary: 'Check in by the scanned code, by the six digits, or with a scan kept while offline',
    body: z.discriminatedUnion('by', [
      z.strictObject({
        by: z.literal('scan'),
        code: z.string().max(64),
        /** The phone had no network at the scan and sends it now: the code's own time counts. */
        isKept: z.boolean().default(false),
        position: position.nullable().default(null),
      }),
      z.strictObject({
        by: z.literal('digits'),
        sessionId: id,
        digits: z.string().regex(/^\d{6}$/, { error: '请输入屏幕上的六位数字' }),
        position: position.nullable().default(null),
      }),
    ]),
    answer: checkInView,
    problems: [
      'not_enrolled',
      'check_in_not_open',
      'check_in_closed',
      'class_not_open',
      'code_expired',
      'code_invalid',
      'digits_wrong',
      'too_many_tries',
      'already_marked',
    ],
  },
  tellPlace: {
    ...endpoints.tellPlace,
    summary: 'Say where the phone is after a scan that was sent without it: the mark stands already',
    params: sessionParams,
    body: z.strictObject({ position }),
    answer: markView,
    problems: ['not_checked_in', 'place_too_late', 'class_not_open', 'state_conflict'],
  },
  listMySessions: {
    ...endpoints.listMySessions,
    summary: 'My roll calls with my marks, newest first; open ones for entering the six digits',
    query: z.strictObject({ ...pageQuery, state: z.enum(SESSION_STATES).optional(), classId: id.optional() }),
    answer: page(mySession),
  },
} as const satisfies Contract

export type CodeView = z.output<typeof attendanceContract.getCode.answer>
export type ScreenView = z.output<typeof attendanceContract.getScreen.answer>
export type * from './views.contract'
