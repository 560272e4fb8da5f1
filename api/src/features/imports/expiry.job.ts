import { trusted } from 'mongoose'
import { z } from 'zod'
import { recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { backfillJob, defineJob } from '../../jobs'
import { type Import, importedRowModel, importModel, rowsUntilOf } from './import.model'
import { importFact } from './run'

const BATCH = 100

/**
 * Whole ID numbers are kept no longer than somebody may want to mend a row. Of what was imported the row's key stays, so
 * that it is not imported again, and what was made of it, so that it can still be undone.
 */
export const importExpiryJob = (deps: Pick<Deps, 'db' | 'clock'>) =>
  defineJob({
    kind: 'imports.expire',
    payload: z.null(),
    everyMs: 60 * 60 * 1_000,
    async run({ of, signal }) {
      for (;;) {
        const overdue = { rowsUntil: trusted({ $lte: new Date(deps.clock.now()) }) }
        const found = await importModel(deps.db)
          .find({ ...overdue, state: trusted({ $ne: 'running' }) })
          .sort({ rowsUntil: 1 })
          .limit(BATCH)
          .lean<Import[]>()
        for (const { _id, state } of found) {
          const isUnused = state === 'checked'
          const change = {
            ...(isUnused && { $set: { state: 'expired' as const, isCurrent: false, endedAt: of.at } }),
            $unset: { rowsUntil: 1 as const },
          }
          await inTransaction(deps.db, async (session) => {
            // Its rows go with this move or not at all: it may have been begun, or checked anew, since it was found.
            const due = await importModel(deps.db)
              .findOneAndUpdate({ _id, state, ...overdue }, change, { returnDocument: 'after', session })
              .lean<Import | null>()
            if (!due) return
            const own = { importId: _id }
            await importedRowModel(deps.db).deleteMany({ ...own, isImported: false }, { session })
            await importedRowModel(deps.db).updateMany(own, { $unset: { sealedValues: 1 } }, { session })
            if (isUnused) await recordFacts(deps.db, [importFact(of, 'ImportExpired', due, 'checked')], session)
          })
        }
        if (found.length < BATCH || signal.aborted) return undefined
      }
    },
  })

const missing = () => ({ state: trusted({ $ne: 'expired' as const }), rowsUntil: trusted({ $exists: false }) })

/** Imports from before their rows had a time: without it they are kept for ever. Of one that had it nothing is left to go. */
export const rowsUntilJob = (deps: Pick<Deps, 'db'>) =>
  backfillJob({
    kind: 'imports.rowsUntil',
    model: importModel(deps.db),
    missing,
    async fill(found) {
      const writes = found.map(({ _id, createdAt }) => ({
        updateOne: { filter: { _id, ...missing() }, update: { $set: { rowsUntil: rowsUntilOf(createdAt) } } },
      }))
      await importModel(deps.db).bulkWrite(writes)
    },
  })
