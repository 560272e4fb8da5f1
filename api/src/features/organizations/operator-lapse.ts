import { lapsedUpTo, operatorLifecycle } from '@jijiao/shared/organizations'
import { trusted } from 'mongoose'
import { z } from 'zod'
import { fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { defineJob } from '../../jobs'
import { type Operator, operatorModel } from './operator.model'

const BATCH = 100
/** So long the person still sees among the own bindings that an invitation has lapsed. */
const SHOWN_MS = 30 * 24 * 60 * 60 * 1_000

/**
 * Closes invitations that have lapsed. They count as lapsed by the clock alone, so nothing waits for this; it keeps the
 * list of open bindings short and puts the fact into the log.
 */
export const lapseJob = (deps: Pick<Deps, 'db' | 'clock'>) =>
  defineJob({
    kind: 'operators.lapse',
    payload: z.null(),
    everyMs: 60 * 60 * 1_000,
    async run({ of, signal }) {
      const Operators = operatorModel(deps.db)
      for (;;) {
        const invitedAt = trusted({ $lte: new Date(lapsedUpTo(deps.clock.now() - SHOWN_MS)) })
        const lapsed = await Operators.find({ state: 'pending', invitedAt })
          .sort({ invitedAt: 1 })
          .limit(BATCH)
          .lean<Operator[]>()
        for (const { _id, organizationId } of lapsed) {
          await inTransaction(deps.db, async (session) => {
            const { to } = operatorLifecycle.lapse
            const change = { $set: { state: to, isOpen: false } }
            const { modifiedCount } = await Operators.updateOne({ _id, state: 'pending', invitedAt }, change, {
              session,
            })
            if (modifiedCount === 0) return
            const subject = { kind: 'operator', id: String(_id) } as const
            const what = 'OperatorInvitationLapsed'
            const told = fact(of, { what, subject, organizationId: String(organizationId), from: 'pending', to })
            await recordFacts(deps.db, [told], session)
          })
        }
        if (lapsed.length < BATCH || signal.aborted) return undefined
      }
    },
  })
