import { z } from 'zod'
import { noticeVersion } from '../accounts/fields'
import type { Contract } from '../http'
import { abilities, id, instant, optionalText, page, pageQuery, paragraph } from '../http/contract'
import {
  CLOSURE_OBSTACLES,
  CONSENT_PURPOSES,
  CORRECTABLE_KINDS,
  DATA_DISPOSALS,
  DATA_KINDS,
  DELETABLE_KINDS,
  LOCATION_NOTICE_VERSIONS,
  REFUSAL_GROUNDS,
} from './constants'
import { myDataEndpoints as endpoints } from './endpoints'
import { DATA_REQUEST_DECISIONS, DATA_REQUEST_KINDS, DATA_REQUEST_STATES } from './lifecycle'

/** Who is signed in proves anew to be the owner: an open phone is not enough for what cannot be taken back. */
const proof = { password: z.string().min(1).max(100) }

const line = z.strictObject({
  kind: z.enum(DATA_KINDS),
  label: z.string(),
  purpose: z.string(),
  basis: z.string(),
  retention: z.string(),
  visibleTo: z.string(),
  disposal: z.enum(DATA_DISPOSALS),
  /** Things stored; `null` where they cannot be told apart by person. */
  count: z.int().nullable(),
  /** What is most worth knowing of it; personal numbers masked. */
  summary: z.string().nullable(),
})

const myData = z.strictObject({
  lines: z.array(line),
  /** Since when operators may do no more with it than keep it; lifted by the person. */
  restrictedAt: instant.nullable(),
  abilities: abilities(['request', 'liftRestriction']),
})

const requestFields = {
  id,
  kind: z.enum(DATA_REQUEST_KINDS),
  /** `null`: everything. */
  dataKind: z.enum(DATA_KINDS).nullable(),
  text: z.string(),
  state: z.enum(DATA_REQUEST_STATES),
  /** Who decides; `null`: the system. */
  decider: z.strictObject({ id, name: z.string() }).nullable(),
  submittedAt: instant,
  decidedAt: instant.nullable(),
  ground: z.enum(REFUSAL_GROUNDS).nullable(),
  opinion: z.string().nullable(),
  /** What granting it has led to, or will. */
  disposal: z.enum(DATA_DISPOSALS).nullable(),
  version: z.int(),
}

const myDataRequest = z.strictObject({ ...requestFields, abilities: abilities(['withdraw']) })
const dataRequest = z.strictObject({
  ...requestFields,
  /** ID number masked. */
  person: z.strictObject({ name: z.string(), residentId: z.string() }),
  abilities: abilities(['grant', 'refuse']),
})

const newRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('correction'), dataKind: z.enum(CORRECTABLE_KINDS), text: paragraph(500).min(4) }),
  z.strictObject({ kind: z.literal('deletion'), dataKind: z.enum(DELETABLE_KINDS), text: paragraph(500).min(4) }),
  z.strictObject({ kind: z.literal('restriction'), text: paragraph(500).min(4) }),
])

const decision = z
  .strictObject({
    /** Of what was looked at. */
    version: z.int().min(1),
    decision: z.enum(DATA_REQUEST_DECISIONS),
    ground: z.enum(REFUSAL_GROUNDS).nullish(),
    /** Why it is refused, or what was done. */
    opinion: optionalText(paragraph(500)),
  })
  .refine((body) => body.decision === 'grant' || body.ground, { path: ['ground'], error: '请选择不同意的法定理由' })
  .refine((body) => body.decision === 'grant' || body.opinion !== null, {
    path: ['opinion'],
    error: '请向本人说明不同意的具体情况',
  })

const consents = z.strictObject({
  notice: z.strictObject({
    currentVersion: z.string(),
    acceptedVersion: z.string(),
    acceptedAt: instant,
    /** There is a newer one than was accepted: it has to be asked again. */
    isOutdated: z.boolean(),
  }),
  /** Newest first, each given consent once. */
  consents: z.array(
    z.strictObject({
      purpose: z.enum(CONSENT_PURPOSES),
      label: z.string(),
      version: z.string(),
      givenAt: instant,
      withdrawnAt: instant.nullable(),
      abilities: abilities(['withdraw']),
    }),
  ),
})

const requestParams = z.strictObject({ dataRequestId: id })

export const myDataContract = {
  overview: {
    ...endpoints.overview,
    summary: 'What is stored about me: each kind with its purpose, legal basis, retention, readers and count',
    answer: myData,
  },
  exportAll: {
    ...endpoints.exportAll,
    summary: 'Everything that is stored about me as a zip of JSON files and a readable page; my own numbers are whole',
    body: z.strictObject(proof),
    problems: ['current_password_wrong', 'account_locked', 'too_many_requests'],
  },
  liftRestriction: {
    ...endpoints.liftRestriction,
    summary: 'My data may be used as before',
    answer: myData,
  },
  submit: {
    ...endpoints.submit,
    summary: 'Ask for correction, deletion or restriction of my data; who holds it decides',
    body: newRequest,
    answer: myDataRequest,
    status: 201,
    problems: ['profile_incomplete', 'data_request_exists', 'data_decider_missing'],
  },
  mine: {
    ...endpoints.mine,
    summary: 'My requests about my data, latest first',
    query: z.strictObject(pageQuery),
    answer: page(myDataRequest),
  },
  withdraw: {
    ...endpoints.withdraw,
    summary: 'Take back a request that nobody has decided',
    params: requestParams,
    answer: myDataRequest,
    problems: ['data_request_decided'],
  },
  closure: {
    ...endpoints.closure,
    summary: 'What stands against closing my account, and what is deleted and kept if I do',
    answer: z.strictObject({
      obstacles: z.array(z.strictObject({ kind: z.enum(CLOSURE_OBSTACLES), label: z.string() })),
      erased: z.array(z.enum(DATA_KINDS)),
      kept: z.array(z.enum(DATA_KINDS)),
      abilities: abilities(['close']),
    }),
  },
  close: {
    ...endpoints.close,
    summary: 'Close my account at once, on a fresh proof: what may go is deleted, what must be kept is restricted',
    body: z.strictObject({ ...proof, acknowledged: z.literal(true, { error: '请先确认已了解注销的后果' }) }),
    problems: ['current_password_wrong', 'account_locked', 'closure_blocked', 'state_conflict'],
  },
  consents: {
    ...endpoints.consents,
    summary: 'What I have consented to, in which version, since when and until when',
    answer: consents,
  },
  acceptNotice: {
    ...endpoints.acceptNotice,
    summary: 'Accept the notice that is in force',
    body: z.strictObject({ noticeVersion }),
    answer: consents,
    problems: ['notice_outdated'],
  },
  consentToLocation: {
    ...endpoints.consentToLocation,
    summary: 'Keep that I agreed to my location being read when I check in, in which words; twice is once',
    body: z.strictObject({ version: z.enum(LOCATION_NOTICE_VERSIONS) }),
    answer: consents,
  },
  withdrawConsent: {
    ...endpoints.withdrawConsent,
    summary: 'Take a consent back; what was done until then stays lawful',
    params: z.strictObject({ purpose: z.enum(CONSENT_PURPOSES) }),
    answer: consents,
    problems: ['consent_needs_closure'],
  },
  list: {
    ...endpoints.list,
    summary: 'Requests that the organization decides: what waits longest first, otherwise the latest',
    query: z.strictObject({ state: z.enum(DATA_REQUEST_STATES).default('submitted'), ...pageQuery }),
    answer: page(dataRequest),
  },
  get: {
    ...endpoints.get,
    summary: 'A request that the organization decides',
    params: requestParams,
    answer: dataRequest,
  },
  decide: {
    ...endpoints.decide,
    summary: 'Grant a request, which deletes or restricts at once, or refuse it with the legal ground',
    params: requestParams,
    body: decision,
    answer: dataRequest,
    problems: [
      'not_allowed',
      'own_submission',
      'data_request_decided',
      'state_conflict',
      'data_correction_unexplained',
    ],
  },
} as const satisfies Contract

export type MyDataView = z.output<typeof myData>
export type MyDataRequestView = z.output<typeof myDataRequest>
export type DataRequestView = z.output<typeof dataRequest>
export type ConsentsView = z.output<typeof consents>
export type ClosureView = z.output<(typeof myDataContract)['closure']['answer']>
export type NewDataRequest = z.output<typeof newRequest>
