import type { RecountOutcome } from '@jijiao/shared/certificates'
import { Types, trusted } from 'mongoose'
import { z } from 'zod'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { defineJob, type JobDefinition } from '../../jobs'
import { recountCertificate } from './certificate.commands'
import { type Certificate, certificateModel } from './certificate.model'

export const RECOUNT_YEAR = 'certificates.recountYear'

const payload = z.strictObject({ organizationId: z.string(), year: z.int() })

/** How many are counted between two reports. */
const BATCH = 50

/**
 * Counts all certificates of a unit's year again. What has been counted and is still right counts as unchanged the
 * second time, so an interrupted run is simply begun anew.
 */
export const recountJob = (deps: Deps): JobDefinition =>
  defineJob({
    kind: RECOUNT_YEAR,
    payload,
    async run({ payload: { organizationId, year }, of, report, signal }) {
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
          { traineeId: 1 },
        ).lean<Pick<Certificate, 'traineeId'>[]>()
        for (const { traineeId } of batch) {
          try {
            const given = { traineeId: String(traineeId), organizationId, year }
            counts[(await recountCertificate(deps, of, given)).outcome] += 1
          } catch (error) {
            if (!(error instanceof Problem)) throw error
            counts.refused += 1
          }
        }
      }
      await report(ids.length, ids.length)
      return counts
    },
  })
