import { trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { backfillJob } from '../../jobs'
import { standingModel, sumOf } from './standing.model'

const missing = () => ({ shortTenths: trusted({ $exists: false }) })

/** Standings from before they could be sorted by what is short. */
export const shortTenthsJob = (deps: Deps) =>
  backfillJob({
    kind: 'years.shortTenths',
    model: standingModel(deps.db),
    missing,
    async fill(standings) {
      const writes = standings.map(({ _id, short }) => ({
        updateOne: { filter: { _id, ...missing() }, update: { $set: { shortTenths: sumOf(short) } } },
      }))
      await standingModel(deps.db).bulkWrite(writes)
    },
  })
