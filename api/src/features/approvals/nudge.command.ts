import type { ApprovalKind } from '@jijiao/shared/approvals'
import { dayInChina } from '@jijiao/shared/credit-records'
import { Types, trusted } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import type { PersonActor } from '../../auth/actor'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { noticesTo, notify } from '../../outbox'
import { operatorAccountIds } from '../organizations'
import { followUpModel } from './follow-up.model'

type Given = { readonly kind: ApprovalKind; readonly id: string }

/** Reminds those who decide what the actor has asked, once a day in China; a second time that day finds no place. */
export async function nudge(deps: Deps, of: Circumstances, actor: PersonActor, { kind, id }: Given): Promise<string> {
  const source = deps.todoSources.get(kind)
  const asked = await source?.asked(actor, id)
  if (!source || !asked) throw new Problem('not_found')
  const today = dayInChina(of.at)
  const thing = { subjectId: new Types.ObjectId(id), kind, askedAt: asked.askedAt }
  try {
    await inTransaction(deps.db, async (session) => {
      await followUpModel(deps.db).updateOne(
        { ...thing, nudgedOn: trusted({ $ne: today }) },
        { $set: { nudgedOn: today } },
        { upsert: true, session },
      )
      const deciders = await operatorAccountIds(deps, asked.deciderId, source.work.grant, session)
      const others = deciders.filter((accountId) => accountId !== of.actor.accountId)
      const data = { person: asked.asker, subject: asked.title }
      await notify(deps, of, noticesTo(others, { kind: 'approvalNudged', data, link: { page: 'todo' } }), session)
      const nudged = fact(of, {
        what: 'ApprovalNudged',
        subject: { kind: source.subjectKind, id },
        organizationId: String(asked.deciderId),
      })
      await recordFacts(deps.db, [nudged], session)
    })
  } catch (error) {
    throw isDuplicateKey(error) ? new Problem('nudged_today') : error
  }
  return today
}
