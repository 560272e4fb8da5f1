import { trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { backfillJob } from '../../jobs'
import { affiliationModel } from './affiliation.model'
import { searchedAs } from './affiliation.search'
import { traineesById } from './trainee.queries'

const missing = () => ({ searchKeys: trusted({ $exists: false }) })

/** Affiliations from before lists were searched by whole keys: without them nobody finds these people by name. */
export const searchKeysJob = (deps: Deps) =>
  backfillJob({
    kind: 'affiliations.searchKeys',
    model: affiliationModel(deps.db),
    missing,
    async fill(affiliations) {
      const trainees = await traineesById(
        deps,
        affiliations.map(({ traineeId }) => traineeId),
      )
      const writes = affiliations.flatMap(({ _id, traineeId }) => {
        const trainee = trainees.get(String(traineeId))
        return trainee ? [{ updateOne: { filter: { _id, ...missing() }, update: { $set: searchedAs(trainee) } } }] : []
      })
      if (writes.length > 0) await affiliationModel(deps.db).bulkWrite(writes)
    },
  })
