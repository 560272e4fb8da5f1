import { type ApprovalKind, REASON_TEMPLATE_LIMIT } from '@jijiao/shared/approvals'
import { Types } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { ownedBy } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type ReasonTemplate, reasonTemplateModel } from './reason-template.model'

export const reasonsOf = (deps: Pick<Deps, 'db'>, actor: OperatorActor): Promise<ReasonTemplate[]> =>
  reasonTemplateModel(deps.db)
    .find(ownedBy(actor))
    .sort({ kind: 1, text: 1 })
    .limit(REASON_TEMPLATE_LIMIT)
    .lean<ReasonTemplate[]>()
    .exec()

type Given = { readonly kind: ApprovalKind | null; readonly text: string }

/** Keeps a reason; of two who keep the same at once both get the one that is kept. */
export async function saveReason(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  actor: OperatorActor,
  given: Given,
): Promise<ReasonTemplate> {
  const Templates = reasonTemplateModel(deps.db)
  const own = ownedBy(actor)
  const known = () => Templates.findOne({ ...own, ...given }).lean<ReasonTemplate | null>()
  const before = await known()
  if (before) return before
  try {
    return await inTransaction(deps.db, async (session) => {
      const count = await Templates.countDocuments(own, { session })
      if (count >= REASON_TEMPLATE_LIMIT) throw new Problem('too_many_reasons')
      const template: ReasonTemplate = { _id: new Types.ObjectId(), ...own, ...given }
      await Templates.create([template], { session })
      await recordFacts(deps.db, [reasonFact(of, 'ReasonTemplateSaved', template)], session)
      return template
    })
  } catch (error) {
    const kept = isDuplicateKey(error) ? await known() : null
    if (!kept) throw error
    return kept
  }
}

export async function removeReason(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  actor: OperatorActor,
  reasonId: string,
): Promise<void> {
  await inTransaction(deps.db, async (session) => {
    const removed = await reasonTemplateModel(deps.db)
      .findOneAndDelete({ _id: reasonId, ...ownedBy(actor) }, { session })
      .lean<ReasonTemplate | null>()
    if (!removed) throw new Problem('not_found')
    await recordFacts(deps.db, [reasonFact(of, 'ReasonTemplateRemoved', removed)], session)
  })
}

const reasonFact = (of: Circumstances, what: Fact['what'], { organizationId, kind, text }: ReasonTemplate) =>
  fact(of, {
    what,
    subject: { kind: 'organization', id: String(organizationId) },
    organizationId: String(organizationId),
    reason: text,
    details: { kind },
  })
