import { trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { backfillJob } from '../../jobs'
import { consentsEndAt, privacyConsentModel } from '../../privacy/consents'
import { dataRequestModel } from './data-request.model'

const missing = () => ({ expiresAt: trusted({ $exists: false }) })

/** Consents of accounts that were closed before their end was kept: without it they would stay for ever. */
export const consentExpiryJob = (deps: Pick<Deps, 'db'>) =>
  backfillJob({
    kind: 'consents.expiry',
    model: privacyConsentModel(deps.db),
    missing,
    async fill(consents) {
      const owners = { accountId: trusted({ $in: consents.map(({ accountId }) => accountId) }) }
      const closings = await dataRequestModel(deps.db)
        .find({ ...owners, kind: 'closure', state: 'granted' }, { accountId: 1, decidedAt: 1 })
        .lean()
      const writes = closings.flatMap(({ accountId, decidedAt }) =>
        decidedAt
          ? [
              {
                updateMany: {
                  filter: { accountId, ...missing() },
                  update: { $set: { expiresAt: consentsEndAt(decidedAt) } },
                },
              },
            ]
          : [],
      )
      if (writes.length > 0) await privacyConsentModel(deps.db).bulkWrite(writes)
    },
  })
