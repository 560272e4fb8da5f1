import { factLabel } from '@jijiao/shared/audit-log'
import {
  CONSENT_PURPOSE_LABELS,
  DATA_KINDS,
  DATA_NOTES,
  DATA_REQUEST_KIND_LABELS,
  DATA_REQUEST_STATE_LABELS,
  type DataKind,
  type MyDataView,
} from '@jijiao/shared/my-data'
import { type ClientSession, type Types, trusted } from 'mongoose'
import { type Fact, fact, pendingFactModel, recordFacts, sealedFactModel } from '../../audit'
import type { Deps } from '../../deps'
import { idempotencyModel } from '../../http/idempotency'
import { Problem } from '../../http/problem'
import { consentsEndAt, privacyConsentModel } from '../../privacy/consents'
import { type DataRow, type DataSubject, dataOf, type PersonalData } from '../../privacy/personal-data'
import { type Account, accountModel } from '../accounts'
import { type Trainee, traineeModel } from '../affiliations'
import { dataRequestModel } from './data-request.model'

/** By what the data of an account's owner is found. */
export async function subjectOf(
  deps: Pick<Deps, 'db'>,
  accountId: Types.ObjectId,
  session?: ClientSession,
): Promise<DataSubject> {
  const inside = session ? { session } : {}
  const account = await accountModel(deps.db).findById(accountId, null, inside).lean<Account | null>()
  if (!account) throw new Problem('session_ended')
  const trainee = await traineeModel(deps.db)
    .findOne({ accountId }, { _id: 1 }, inside)
    .lean<Pick<Trainee, '_id'> | null>()
  return {
    accountId,
    traineeId: trainee?._id ?? account.traineeId,
    residentIdIndex: account.residentIdIndex ?? null,
    phoneIndex: account.phoneIndex,
    wechatOpenId: account.wechatOpenId ?? null,
  }
}

const linesOf = (deps: Pick<Deps, 'personalData'>, kind: DataKind) =>
  deps.personalData.filter((line) => line.kind === kind)

/** Each kind once, whoever holds it. */
export async function overviewOf(deps: Deps, subject: DataSubject): Promise<MyDataView['lines']> {
  return Promise.all(
    DATA_KINDS.map(async (kind) => {
      const lines = linesOf(deps, kind)
      const sources = lines.flatMap((line) => line.sources ?? [])
      const counts = await Promise.all(sources.map((source) => source.count(deps, subject)))
      const summaries = await Promise.all(lines.map(async (line) => (await line.summary?.(deps, subject)) ?? null))
      return {
        kind,
        ...DATA_NOTES[kind],
        count: sources.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0),
        summary: summaries.find((summary) => summary !== null) ?? null,
      }
    }),
  )
}

/** All that is held of one kind, thing by thing. */
export async function* rowsOf(deps: Deps, subject: DataSubject, kind: DataKind): AsyncGenerator<DataRow> {
  for (const source of linesOf(deps, kind).flatMap((line) => line.sources ?? [])) yield* source.rows(deps, subject)
}

type Erasing = Parameters<NonNullable<PersonalData['erase']>>[0]

/**
 * Deletes what need not be kept of these kinds, one after another, as the features stand in the list. Only a kind that is
 * gone as a whole is said to be: of the others things remain, or go by themselves.
 */
export async function erase(erasing: Erasing, kinds: readonly DataKind[]): Promise<void> {
  const { deps, of, session, subject } = erasing
  const about = { kind: 'account', id: String(subject.accountId) } as const
  for (const kind of kinds) {
    for (const line of linesOf(deps, kind)) await line.erase?.(erasing)
    if (DATA_NOTES[kind].disposal !== 'erased') continue
    const erased = fact(of, { what: 'PersonalDataErased', subject: about, details: { kind } })
    await recordFacts(deps.db, [erased], session)
  }
}

const factsAboutPerson = ({ accountId, traineeId }: DataSubject) => ({
  'subject.id': trusted({ $in: [String(accountId), ...(traineeId ? [String(traineeId)] : [])] }),
})
const showFact = ({ what, at, from, to, reason }: Fact): DataRow => ({
  操作: factLabel(what),
  时间: at,
  原状态: from,
  新状态: to,
  说明: reason,
})

/** Whose documents begin with the account's id. */
const idempotencyOf = (accountId: Types.ObjectId) => ({
  _id: trusted({ $gte: `${accountId}:`, $lt: `${accountId};` }),
})

/** What belongs to no other feature: requests, consents, the log, and the answers that are kept for a repetition. */
export const ownPersonalData: readonly PersonalData[] = [
  {
    kind: 'dataRequests',
    sources: [
      dataOf({
        model: dataRequestModel,
        of: ({ accountId }) => ({ accountId }),
        show: ({ kind, dataKind, text, state, submittedAt, decidedAt, opinion }) => ({
          申请: DATA_REQUEST_KIND_LABELS[kind],
          内容: dataKind && DATA_NOTES[dataKind].label,
          说明: text,
          状态: DATA_REQUEST_STATE_LABELS[state],
          提出时间: submittedAt,
          办结时间: decidedAt,
          意见: opinion,
        }),
      }),
    ],
  },
  {
    kind: 'consents',
    sources: [
      dataOf({
        model: privacyConsentModel,
        of: ({ accountId }) => ({ accountId }),
        show: ({ purpose, version, givenAt, withdrawnAt }) => ({
          同意: CONSENT_PURPOSE_LABELS[purpose],
          版本: version,
          同意时间: givenAt,
          撤回时间: withdrawnAt,
        }),
      }),
    ],
    // Kept as a proof for a while, for whoever asks what the processing rested on.
    async erase({ deps, of, subject: { accountId }, session }) {
      const change = { $set: { expiresAt: consentsEndAt(of.at) } }
      await privacyConsentModel(deps.db).updateMany({ accountId }, change, { session })
    },
  },
  {
    kind: 'auditLog',
    sources: [
      dataOf({ model: sealedFactModel, of: factsAboutPerson, show: showFact }),
      dataOf({ model: pendingFactModel, of: factsAboutPerson, show: showFact }),
    ],
  },
  {
    kind: 'security',
    also: [idempotencyModel],
    async erase({ deps, subject, session }) {
      await idempotencyModel(deps.db).deleteMany(idempotencyOf(subject.accountId), { session })
    },
  },
]
