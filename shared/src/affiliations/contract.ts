import { z } from 'zod'
import type { Contract } from '../http'
import { abilities, day, id, instant, line, page, pageQuery, paragraph, rowResults, sortedBy } from '../http/contract'
import { readJoinCode } from '../organizations/rules'
import { DISPUTE_STATES } from './dispute'
import { disputeOperations } from './dispute.contract'
import { affiliationEndpoints } from './endpoints'
import { AFFILIATION_DECISIONS, AFFILIATION_ENDINGS, AFFILIATION_ORIGINS, AFFILIATION_STATES } from './lifecycle'
import { profileInput, profileView } from './profile.contract'
import { TRAINEE_SHEET } from './sheet'

const affiliationParams = z.strictObject({ affiliationId: id })
/** A name, its pinyin or initials, or a whole ID number or phone. */
const personSearch = line(50, 0).optional()
const reason = paragraph(200)

/** Typed or scanned, with or without the link around it. */
const joinCode = z
  .string()
  .max(200)
  .transform((text, context) => {
    const code = readJoinCode(text)
    if (code === null) context.addIssue({ code: 'custom', message: '单位码应为 8 位字母或数字' })
    return code ?? z.NEVER
  })

/** As the trainee sees it. */
const affiliationView = z.strictObject({
  id,
  organization: z.strictObject({ id, name: z.string() }),
  state: z.enum(AFFILIATION_STATES),
  origin: z.enum(AFFILIATION_ORIGINS),
  /** A request to change to this unit: confirmed, it ends the binding to the present one. */
  isTransfer: z.boolean(),
  askedAt: instant,
  decidedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedBy: z.enum(AFFILIATION_ENDINGS).nullable(),
  /** Of a refusal or of the end. */
  reason: z.string().nullable(),
  /** The person's dispute of this binding. */
  dispute: z.strictObject({ id, state: z.enum(DISPUTE_STATES) }).nullable(),
  abilities: abilities(['withdraw', 'leave', 'dispute']),
})

/** As the unit's operator sees it: a line of the to-do list. */
const affiliationRequestView = z.strictObject({
  id,
  traineeId: id,
  state: z.enum(AFFILIATION_STATES),
  name: z.string(),
  sex: z.string(),
  /** Masked. */
  residentId: z.string(),
  education: z.string().nullable(),
  /** In years, on the day of the answer. */
  age: z.int(),
  askedAt: instant,
  decidedAt: instant.nullable(),
  /** The trainee is bound to another unit and asks to change. */
  isTransfer: z.boolean(),
  endedAt: instant.nullable(),
  endedBy: z.enum(AFFILIATION_ENDINGS).nullable(),
  reason: z.string().nullable(),
  abilities: abilities(['confirm', 'refuse', 'object']),
})

/** A confirmed trainee of the unit. */
const traineeView = z.strictObject({
  id,
  affiliationId: id,
  organization: z.strictObject({ id, name: z.string() }),
  name: z.string(),
  sex: z.string(),
  birthDate: day,
  /** Masked. */
  residentId: z.string(),
  /** Masked. */
  phone: z.string().nullable(),
  education: z.string().nullable(),
  qualification: z.string().nullable(),
  workStartedOn: day.nullable(),
  affiliatedAt: instant,
  abilities: abilities(['edit', 'end', 'reveal']),
})

export const affiliationContract = {
  profile: {
    ...affiliationEndpoints.profile,
    summary: 'My professional profile; before the first save what is known from the real-name check',
    answer: profileView,
  },
  saveProfile: {
    ...affiliationEndpoints.saveProfile,
    summary: 'Save my professional profile',
    body: profileInput,
    /** `tokenOutdated`: the access token does not know this trainee yet; renew it. */
    answer: profileView.extend({ tokenOutdated: z.boolean() }),
    problems: ['state_conflict'],
  },
  trainees: {
    ...affiliationEndpoints.trainees,
    summary: "The unit's trainees, or those of an authority's region, in the order of their names' pinyin",
    query: z.strictObject({
      q: personSearch,
      /** For an authority: of one unit of its region. */
      organizationId: id.optional(),
      sort: sortedBy(['name'], 'name'),
      ...pageQuery,
    }),
    answer: page(traineeView),
    sheet: TRAINEE_SHEET,
  },
  ask: {
    ...affiliationEndpoints.ask,
    summary: 'Ask a unit to be bound to it',
    body: z
      .strictObject({
        organizationId: id.optional(),
        joinCode: joinCode.optional(),
        /** To change unit: when the new one confirms, the binding to the present one ends. */
        isTransfer: z.boolean().default(false),
      })
      .refine((body) => (body.organizationId === undefined) !== (body.joinCode === undefined), {
        error: '请选择单位或填写单位码',
        path: ['organizationId'],
      }),
    answer: affiliationView,
    status: 201,
    problems: [
      'profile_incomplete',
      'affiliation_pending',
      'already_affiliated',
      'transfer_unconfirmed',
      'organization_not_found',
    ],
  },
  mine: {
    ...affiliationEndpoints.mine,
    summary: "My requests and bindings with the units' answers, newest first",
    query: z.strictObject(pageQuery),
    answer: page(affiliationView),
  },
  withdraw: {
    ...affiliationEndpoints.withdraw,
    summary: 'Withdraw my request before it is decided',
    params: affiliationParams,
    answer: affiliationView,
    problems: ['state_conflict'],
  },
  leave: {
    ...affiliationEndpoints.leave,
    summary: 'Leave my unit; history and records stay with me',
    params: affiliationParams,
    body: z.strictObject({ reason: reason.default('') }),
    answer: affiliationView,
    problems: ['state_conflict'],
  },
  requests: {
    ...affiliationEndpoints.requests,
    summary: 'Requests to the unit: those to decide oldest first, those of other states newest first',
    query: z.strictObject({ state: z.enum(AFFILIATION_STATES).default('pending'), q: personSearch, ...pageQuery }),
    answer: page(affiliationRequestView),
  },
  decide: {
    ...affiliationEndpoints.decide,
    summary: 'Confirm or refuse requests, each by itself: a refused row does not stop the others',
    body: z
      .strictObject({
        ids: z.array(id).min(1).max(100),
        decision: z.enum(AFFILIATION_DECISIONS),
        /** Needed to refuse; the trainee reads it. */
        reason: reason.optional(),
      })
      .refine((body) => body.decision !== 'refuse' || Boolean(body.reason), {
        error: '请填写不通过的原因',
        path: ['reason'],
      }),
    /** In the order asked, each id once. A row is refused with `not_found`, `state_conflict` or `affiliated_elsewhere`. */
    answer: rowResults,
    problems: ['not_allowed'],
  },
  end: {
    ...affiliationEndpoints.end,
    summary: 'Unbind a trainee; history and records stay with the person',
    params: affiliationParams,
    body: z.strictObject({ reason: reason.default('') }),
    answer: z.strictObject({ id, state: z.enum(AFFILIATION_STATES), endedAt: instant }),
    problems: ['not_allowed', 'state_conflict'],
  },
  ...disputeOperations,
} as const satisfies Contract

export type ProfileInput = z.output<typeof profileInput>
export type ProfileView = z.output<typeof profileView>
export type AffiliationView = z.output<typeof affiliationView>
export type AffiliationRequestView = z.output<typeof affiliationRequestView>
export type TraineeView = z.output<typeof traineeView>
