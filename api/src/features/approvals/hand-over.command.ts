import type { ApprovalKind } from '@jijiao/shared/approvals'
import { type ClientSession, Types } from 'mongoose'
import type { TodoSource } from '../../approvals'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { assertMayDo } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { notify } from '../../outbox'
import { accountNames } from '../accounts'
import { type Operator, operatorModel, operatorsOf } from '../organizations'
import { type FollowUp, followUpModel } from './follow-up.model'

/** The source of a kind that the actor may decide. */
export function sourceToDecide(deps: Deps, actor: OperatorActor, kind: ApprovalKind): TodoSource {
  const source = deps.todoSources.get(kind)
  if (!source) throw new Problem('not_found')
  assertMayDo(actor, source.work)
  return source
}

/** The others of the organization acted for who may decide a kind. */
export async function colleaguesFor(deps: Deps, actor: OperatorActor, kind: ApprovalKind) {
  const { work } = sourceToDecide(deps, actor, kind)
  const operators = (await operatorsOf(deps.db, actor.actingAs.organizationId)).filter(
    ({ grants, accountId }) => grants.includes(work.grant) && String(accountId) !== actor.accountId,
  )
  const names = await accountNames(
    deps,
    operators.map(({ accountId }) => accountId),
  )
  return operators.map(({ _id, accountId }) => ({
    operatorId: String(_id),
    name: names.get(String(accountId))?.name ?? '',
  }))
}

type Given = {
  readonly kind: ApprovalKind
  readonly id: string
  /** `null`: for everybody again. */
  readonly operatorId: string | null
  readonly reason: string | null
}

/** Says whom a thing that waits is for. It takes nobody's right away, so the last word of several counts. */
export async function handOver(
  deps: Deps,
  of: Circumstances,
  actor: OperatorActor,
  { kind, id, operatorId, reason }: Given,
): Promise<void> {
  const [row] = (await deps.todoSources.get(kind)?.rows(actor, [id])) ?? []
  if (!row) throw new Problem('not_found')
  const source = sourceToDecide(deps, actor, kind)
  const { accountId } = actor
  try {
    await inTransaction(deps.db, async (session) => {
      const assignedTo = operatorId === null ? null : await assigneeOf(deps, actor, { source, operatorId }, session)
      await followUpModel(deps.db).updateOne(
        { subjectId: new Types.ObjectId(id), kind, askedAt: row.askedAt },
        { $set: { assignedTo, hasConflict: row.hasConflict } },
        { upsert: true, session },
      )
      const handedOver = fact(of, {
        what: 'ApprovalHandedOver',
        subject: { kind: source.subjectKind, id },
        organizationId: actor.actingAs.organizationId,
        reason,
        details: { operatorId },
      })
      await recordFacts(deps.db, [handedOver], session)
      if (!assignedTo || assignedTo.accountId.equals(accountId)) return
      const person = (await accountNames(deps, [new Types.ObjectId(accountId)])).get(accountId)?.name ?? ''
      const notice = {
        accountId: String(assignedTo.accountId),
        kind: 'approvalHandedOver',
        data: { person, subject: row.title, reason },
        link: { page: 'todo' },
      } as const
      await notify(deps, of, [notice], session)
    })
  } catch (error) {
    throw isDuplicateKey(error) ? new Problem('state_conflict') : error
  }
}

type Chosen = { readonly source: TodoSource; readonly operatorId: string }

async function assigneeOf(
  deps: Deps,
  { actingAs }: OperatorActor,
  { source, operatorId }: Chosen,
  session: ClientSession,
): Promise<FollowUp['assignedTo']> {
  const organizationId = new Types.ObjectId(actingAs.organizationId)
  const operator = await operatorModel(deps.db)
    .findOne({ _id: operatorId, organizationId, state: 'active', grants: source.work.grant }, null, { session })
    .lean<Operator | null>()
  if (!operator) throw new Problem('colleague_cannot_decide')
  const { accountId } = operator
  const name = (await accountNames(deps, [accountId])).get(String(accountId))?.name ?? ''
  return { organizationId, accountId, operatorId: operator._id, name }
}
