import { PLAN_LIFECYCLE, type PlanInput } from '@jijiao/shared/plans'
import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { Types, trusted } from 'mongoose'
import { claimAttachments, releaseAttachments } from '../../attachments'
import { type Circumstances, recordFacts } from '../../audit'
import { searchTextOf } from '../../db/text-search'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { regionOf } from '../organizations'
import { countTeacherUse } from '../teachers'
import { resolveContent, teacherIdsOf, without } from './plan.content'
import { planFact } from './plan.facts'
import { filesToKeep, planFiles } from './plan.files'
import { type CoursePlan, type PlanContent, planModel } from './plan.model'

const searchOf = ({ name, courseName }: Pick<PlanContent, 'name' | 'courseName'>) => ({
  nameSearch: searchTextOf(name),
  courseSearch: searchTextOf(courseName),
})

type NewPlan = {
  readonly organizationId: string
  readonly input: PlanInput
  /** Given where it must be the same on every machine, as in the demo world. */
  readonly id?: string
}

/** Drafts a plan. */
export async function createPlan(deps: Deps, of: Circumstances, given: NewPlan): Promise<CoursePlan> {
  const _id = new Types.ObjectId(given.id)
  const organizationId = new Types.ObjectId(given.organizationId)
  const regionCodes = [...enclosingRegionCodes(await regionOf(deps, given.organizationId))]
  return inTransaction(deps.db, async (session) => {
    const content = await resolveContent(deps, organizationId, given.input, null, session)
    const plan: CoursePlan = {
      ...content,
      _id,
      organizationId,
      regionCodes,
      state: 'draft',
      awaiting: null,
      review: null,
      lastSubmission: null,
      trail: [],
      ...searchOf(content),
      version: 1,
      createdAt: of.at,
      changedAt: of.at,
    }
    await planModel(deps.db).create([plan], { session })
    await claimAttachments(deps, of, { owner: planFiles(plan), ids: plan.attachmentIds ?? [] }, session)
    await countTeacherUse(deps, organizationId, { begun: teacherIdsOf(plan.classes), ended: [] }, session)
    await recordFacts(deps.db, [planFact(of, 'PlanCreated', plan, { from: null, to: plan.state })], session)
    return plan
  })
}

/** Changes a draft or a returned plan, as the version that was edited. */
export async function changePlan(
  deps: Deps,
  of: Circumstances,
  { _id, organizationId }: Pick<CoursePlan, '_id' | 'organizationId'>,
  { version, ...input }: PlanInput & { readonly version: number },
): Promise<CoursePlan> {
  const editable = { _id, state: trusted({ $in: [...PLAN_LIFECYCLE.edit.from] }) }
  return inTransaction(deps.db, async (session) => {
    const before = await planModel(deps.db).findOne(editable, null, { session }).lean<CoursePlan | null>()
    if (!before) throw new Problem('plan_locked')
    if (before.version !== version) throw new Problem('state_conflict')
    const content = await resolveContent(deps, organizationId, input, before, session)
    const changed = await planModel(deps.db)
      .findOneAndUpdate(
        { ...editable, version },
        { $set: { ...content, ...searchOf(content), changedAt: of.at }, $inc: { version: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<CoursePlan | null>()
    if (!changed) throw new Problem('state_conflict')
    const owner = planFiles(changed)
    await claimAttachments(deps, of, { owner, ids: changed.attachmentIds ?? [] }, session)
    await releaseAttachments(deps, of, { owner, keep: filesToKeep(changed) }, session)
    const [old, now] = [teacherIdsOf(before.classes), teacherIdsOf(changed.classes)]
    await countTeacherUse(deps, organizationId, { begun: without(now, old), ended: without(old, now) }, session)
    await recordFacts(
      deps.db,
      [planFact(of, 'PlanChanged', changed, { from: changed.state, to: changed.state })],
      session,
    )
    return changed
  })
}

/** Deletes a draft; the teachers whom it named are named by one plan less. */
export async function removePlan(deps: Deps, of: Circumstances, { _id }: Pick<CoursePlan, '_id'>): Promise<void> {
  await inTransaction(deps.db, async (session) => {
    const removed = await planModel(deps.db)
      .findOneAndDelete({ _id, state: trusted({ $in: [...PLAN_LIFECYCLE.remove.from] }) }, { session })
      .lean<CoursePlan | null>()
    if (!removed) {
      const isThere = await planModel(deps.db).exists({ _id }).session(session)
      throw new Problem(isThere ? 'plan_not_draft' : 'not_found')
    }
    await releaseAttachments(deps, of, { owner: planFiles(removed), keep: [] }, session)
    const ended = teacherIdsOf(removed.classes)
    await countTeacherUse(deps, removed.organizationId, { begun: [], ended }, session)
    await recordFacts(deps.db, [planFact(of, 'PlanRemoved', removed, { from: removed.state, to: null })], session)
  })
}
