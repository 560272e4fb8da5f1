import {
  CONSENT_PURPOSE_LABELS,
  type ConsentPurpose,
  type ConsentsView,
  WITHDRAWABLE_PURPOSES,
} from '@jijiao/shared/my-data'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { consentsGiven, endConsent, giveConsent } from '../../privacy/consents'
import { type Account, currentNotice } from '../accounts'
import { refuseAll } from '../messages'

const isWithdrawable = (purpose: ConsentPurpose) =>
  (WITHDRAWABLE_PURPOSES as readonly ConsentPurpose[]).includes(purpose)

export async function consentsOf(deps: Pick<Deps, 'db'>, account: Account): Promise<ConsentsView> {
  const given = await consentsGiven(deps, account._id)
  return {
    notice: {
      currentVersion: currentNotice.version,
      acceptedVersion: account.noticeVersion,
      acceptedAt: account.noticeAcceptedAt.toISOString(),
      isOutdated: account.noticeVersion !== currentNotice.version,
    },
    consents: given.map(({ purpose, version, givenAt, withdrawnAt, isCurrent }) => ({
      purpose,
      label: CONSENT_PURPOSE_LABELS[purpose],
      version,
      givenAt: givenAt.toISOString(),
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
      abilities: { withdraw: isCurrent === true && isWithdrawable(purpose) },
    })),
  }
}

/** That the location may be read at check-ins; given again in the same words it is the same consent. */
export async function consentToLocation(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { _id: accountId }: Account,
  version: string,
): Promise<void> {
  const purpose = 'location'
  try {
    await inTransaction(deps.db, async (session) => {
      if (!(await giveConsent(deps, { accountId, purpose, version, at: of.at }, session))) return
      const subject = { kind: 'account', id: String(accountId) } as const
      const given = fact(of, { what: 'ConsentGiven', subject, details: { purpose, version } })
      await recordFacts(deps.db, [given], session)
    })
  } catch (error) {
    // Two phones at once are one consent.
    if (!isDuplicateKey(error)) throw error
  }
}

/** From now on; a consent that is withdrawn already, or was never given, stays as it is. */
export async function withdrawConsent(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { _id: accountId, wechatOpenId }: Account,
  purpose: ConsentPurpose,
): Promise<void> {
  if (!isWithdrawable(purpose)) throw new Problem('consent_needs_closure')
  await inTransaction(deps.db, async (session) => {
    if (purpose === 'wechatMessages' && wechatOpenId) await refuseAll(deps, wechatOpenId, of.at, session)
    if (!(await endConsent(deps, { accountId, purpose }, of.at, session))) return
    const subject = { kind: 'account', id: String(accountId) } as const
    await recordFacts(deps.db, [fact(of, { what: 'ConsentWithdrawn', subject, details: { purpose } })], session)
  })
}
