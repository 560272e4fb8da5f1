import { lapsedUpTo } from '@jijiao/shared/organizations'
import { trusted } from 'mongoose'
import { z } from 'zod'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { defineJob } from '../../jobs'
import { type Operator, operatorModel } from './operator.model'
import { lapseInvitation } from './operator-invitation.commands'

const BATCH = 100

/**
 * Closes invitations that have lapsed. They count as lapsed by the clock alone, so no decision waits for this; it puts
 * the fact into the log and tells both sides that nothing came of it.
 */
export const lapseJob = (deps: Pick<Deps, 'db' | 'clock'>) =>
  defineJob({
    kind: 'operators.lapse',
    payload: z.null(),
    everyMs: 60 * 60 * 1_000,
    async run({ of, signal }) {
      for (;;) {
        const invitedAt = trusted({ $lte: new Date(lapsedUpTo(deps.clock.now())) })
        const lapsed = await operatorModel(deps.db)
          .find({ state: 'pending', invitedAt })
          .sort({ invitedAt: 1 })
          .limit(BATCH)
          .lean<Operator[]>()
        for (const { _id } of lapsed) {
          await inTransaction(deps.db, (session) => lapseInvitation(deps, of, { _id }, session))
        }
        if (lapsed.length < BATCH || signal.aborted) return undefined
      }
    },
  })
