import { trusted } from 'mongoose'
import { z } from 'zod'
import { recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { defineJob } from '../../jobs'
import { type Import, importedRowModel, importModel } from './import.model'
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
        for (const { _id } of found) {
          await inTransaction(deps.db, async (session) => {
            const own = { importId: _id }
            await importedRowModel(deps.db).deleteMany({ ...own, isBad: true }, { session })
            await importedRowModel(deps.db).deleteMany({ ...own, isBad: false, isImported: false }, { session })
            const kept = { ...own, isBad: false, isImported: true }
            await importedRowModel(deps.db).updateMany(kept, { $unset: { sealedValues: 1 } }, { session })
            const expired = await importModel(deps.db)
              .findOneAndUpdate(
                { _id, state: 'checked' },
                { $set: { state: 'expired', isCurrent: false, endedAt: of.at }, $unset: { rowsUntil: 1 } },
                { returnDocument: 'after', session },
              )
              .lean<Import | null>()
            if (expired) await recordFacts(deps.db, [importFact(of, 'ImportExpired', expired, 'checked')], session)
            else await importModel(deps.db).updateOne({ _id }, { $unset: { rowsUntil: 1 } }, { session })
          })
        }
        if (found.length < BATCH || signal.aborted) return undefined
      }
    },
  })
