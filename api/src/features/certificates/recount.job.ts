import type { RecountOutcome } from '@jijiao/shared/certificates'
import { Types, trusted } from 'mongoose'
import { z } from 'zod'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { defineJob, type JobDefinition } from '../../jobs'
import { recountCertificate } from './certificate.commands'
import { type Certificate, certificateModel } from './certificate.model'
import { keepRecount, keepRefusal } from './recount.rows'

export const RECOUNT_YEAR = 'certificates.recountYear'

const payload = z.strictObject({ organizationId: z.string(), year: z.int() })

/** How many are counted between two reports. */
const BATCH = 50

/**
 * Counts all certificates of a unit's year again. What has been counted and is still right counts as unchanged the
 * second time, so an interrupted run is simply begun anew; what the first run changed stays in its rows.
 */
export const recountJob = (deps: Deps): JobDefinition =>
  defineJob({
    kind: RECOUNT_YEAR,
    payload,
    async run({ jobId, payload: { organizationId, year }, of, report, signal }) {
      const Certificates = certificateModel(deps.db)
      const which = { organizationId: new Types.ObjectId(organizationId), year, isCurrent: true }
      const ids = await Certificates.distinct('_id', which)
      const counts: Record<RecountOutcome | 'refused', number> = {
        unchanged: 0,
        superseded: 0,
        revoked: 0,
        notIssued: 0,
        refused: 0,
      }
      for (let at = 0; at < ids.length && !signal.aborted; at += BATCH) {
        await report(at, ids.length)
        const batch = await Certificates.find(
          { _id: trusted({ $in: ids.slice(at, at + BATCH) }) },
          { traineeId: 1, name: 1 },
        ).lean<Pick<Certificate, 'traineeId' | 'name'>[]>()
        for (const { traineeId, name } of batch) {
          const row = { jobId, organizationId, traineeId, name, at: of.at }
          try {
            const given = { traineeId: String(traineeId), organizationId, year }
            const { outcome } = await recountCertificate(deps, of, given, (recount, session) =>
              keepRecount(deps, row, recount, session),
            )
            counts[outcome] += 1
          } catch (error) {
            if (!(error instanceof Problem)) throw error
            await keepRefusal(deps, row, error)
            counts.refused += 1
          }
        }
      }
      await report(ids.length, ids.length)
      return counts
    },
  })
