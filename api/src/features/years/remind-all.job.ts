import { COURSE_CATEGORIES } from '@jijiao/shared/classes'
import { YEAR_OUTLOOKS } from '@jijiao/shared/years'
import { Types } from 'mongoose'
import { z } from 'zod'
import type { Circumstances } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { defineJob, enqueueJob, type JobDefinition } from '../../jobs'
import { organizationNames } from '../organizations'
import { again } from './again'
import { workOffRecounts } from './recounts'
import { countOutcomes, noOutcomes, remindTrainees } from './reminder.commands'
import { settledSheet } from './standing.count'
import { type Listed, willMissAmong } from './standing.queries'

const REMIND_ALL = 'years.remindAll'
/** As many as one transaction tells. */
const BATCH = 100

const payload = z.strictObject({
  organizationId: z.string(),
  year: z.int(),
  outlook: z.enum(YEAR_OUTLOOKS).nullable(),
  shortIn: z.enum(COURSE_CATEGORIES).nullable(),
  /** What was typed to find people: a name or a whole ID number. */
  sealedQ: z.string().nullable(),
})

type Asked = { readonly organizationId: string; readonly year: number; readonly listed: Listed }

export const enqueueRemindAll = (deps: Deps, by: Circumstances, { organizationId, year, listed }: Asked) => {
  const { outlook = null, shortIn = null, q } = listed
  const sealedQ = q ? deps.vault.seal('searchText', q) : null
  const asked: z.output<typeof payload> = { organizationId, year, outlook, shortIn, sealedQ }
  return enqueueJob(deps, { kind: REMIND_ALL, payload: asked, by })
}

/** Reminds everybody whom the list named. Begun again after a crash, it knows by its own id whom it has told. */
export const remindAllJob = (deps: Deps): JobDefinition =>
  defineJob({
    kind: REMIND_ALL,
    payload,
    async run({ jobId, payload: { organizationId, year, outlook, shortIn, sealedQ }, of, report, signal }) {
      const unit = { organizationId: new Types.ObjectId(organizationId), year }
      await workOffRecounts(deps)
      if (!(await settledSheet(deps, unit))) throw new Error('the unit is being counted by somebody else')
      const people = await willMissAmong(deps, unit, {
        ...(outlook && { outlook }),
        ...(shortIn && { shortIn }),
        ...(sealedQ && { q: deps.vault.open('searchText', sealedQ) }),
      })
      const names = await organizationNames(deps, [unit.organizationId])
      const unitName = names.get(organizationId) ?? null
      const counts = noOutcomes()
      for (let start = 0; start < people.length; start += BATCH) {
        signal.throwIfAborted()
        await report(start, people.length)
        const reminding = { ...unit, traineeIds: people.slice(start, start + BATCH), run: jobId, unitName }
        const outcomes = await again(() =>
          inTransaction(deps.db, (session) => remindTrainees(deps, of, reminding, session)),
        )
        countOutcomes(outcomes.values(), counts)
      }
      await report(people.length, people.length)
      return counts
    },
  })
