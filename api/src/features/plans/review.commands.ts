import {
  changesBetween,
  PLAN_LIFECYCLE,
  type PlanAction,
  type PlanDecision,
  type ReviewerKind,
  type TrailResult,
} from '@jijiao/shared/plans'
import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, type Fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { noticesTo, notify } from '../../outbox'
import { findPerson } from '../accounts'
import { createClasses } from '../classes'
import { findCourse } from '../courses'
import { operatorAccountIds, organizationNames, regionOf } from '../organizations'
import { teachersOfUnit } from '../teachers'
import { teacherIdsOf } from './plan.content'
import { planFact } from './plan.facts'
import { type CoursePlan, type PlanContent, planModel, type Review, type TrailLine } from './plan.model'
import { PLAN_DECLARING } from './plan.policy'
import { contentOf, presentContent } from './plan.presenter'
import { settleRoute } from './reviewers'
import { teacherConflictsOf } from './teacher-conflicts'

type Subject = Pick<CoursePlan, '_id' | 'organizationId'>

/** Who signs a line of the trail, by the names they have now. */
async function signatureOf(deps: Deps, of: Circumstances, organizationId: string) {
  const { accountId } = of.actor
  const body = new Types.ObjectId(organizationId)
  const [names, person] = await Promise.all([
    organizationNames(deps, [body]),
    accountId === null ? null : findPerson(deps, accountId),
  ])
  return {
    organization: { organizationId: body, name: names.get(organizationId) ?? '' },
    operatorId: accountId === null ? null : new Types.ObjectId(accountId),
    operatorName: person?.name ?? null,
    at: of.at,
  }
}

/** Locks a plan and hands it to the first step of its route. */
export async function submitPlan(
  deps: Deps,
  of: Circumstances,
  subject: Subject,
  { version }: { readonly version: number },
): Promise<CoursePlan> {
  const signature = await signatureOf(deps, of, String(subject.organizationId))
  const regionCodes = [...enclosingRegionCodes(await regionOf(deps, String(subject.organizationId)))]
  return inTransaction(deps.db, async (session) => {
    const plan = await findInState(deps, subject, 'submit', version, session)
    const authorityId = await assertComplete(deps, plan, session)
    const route = await settleRoute(deps, { ...plan, regionCodes, authorityId }, session)
    const content = contentOf(plan)
    const conflicts = await teacherConflictsOf(deps, plan, session)
    const review: Review = {
      ...route,
      index: 0,
      submittedAt: of.at,
      submittedBy: signature.operatorId,
      stateBefore: plan.state === 'returned' ? 'returned' : 'draft',
      hasConflict: conflicts.length > 0,
    }
    const line: TrailLine = {
      ...signature,
      step: 'declaration',
      result: 'submitted',
      opinion: null,
      changes: plan.lastSubmission && changesBetween(presentContent(plan.lastSubmission), presentContent(content)),
    }
    const change = {
      state: 'submitted',
      awaiting: route.steps[0],
      review,
      regionCodes,
      lastSubmission: content,
    } as const
    return move(deps, of, plan, { what: 'PlanSubmitted', change, line }, session)
  })
}

/** A plan goes out with classes, a course that is offered and teachers who are enabled. Answers whose course it is. */
async function assertComplete(deps: Deps, plan: CoursePlan, session: ClientSession): Promise<Types.ObjectId> {
  if (plan.classes.length === 0) throw new Problem('plan_needs_class')
  const course = await findCourse(deps, plan.courseId, session)
  if (course?.state !== 'offered') throw new Problem('course_retired')
  const teachers = await teachersOfUnit(deps, plan.organizationId, teacherIdsOf(plan.classes), session)
  const disabled = [...teachers.values()].filter(({ state }) => state === 'disabled').map(({ name }) => name)
  if (disabled.length > 0) {
    throw new Problem('teacher_disabled', { detail: `${disabled.join('、')}已停用，请更换后再送审` })
  }
  return course.authorityId
}

/** Takes a submission back, before the first step has decided. */
export async function withdrawPlan(
  deps: Deps,
  of: Circumstances,
  subject: Subject,
  { version }: { readonly version: number },
): Promise<CoursePlan> {
  const signature = await signatureOf(deps, of, String(subject.organizationId))
  return inTransaction(deps.db, async (session) => {
    const plan = await findInState(deps, subject, 'withdraw', version, session)
    if (!plan.review) throw new Error(`plan ${plan._id} is submitted without a review`)
    if (plan.review.index > 0) throw new Problem('plan_decided')
    const line: TrailLine = { ...signature, step: 'declaration', result: 'withdrawn', opinion: null, changes: null }
    const change = { state: plan.review.stateBefore, awaiting: null } as const
    return move(deps, of, plan, { what: 'PlanWithdrawn', change, line }, session)
  })
}

const RESULTS = { approve: 'approved', return: 'returned', reject: 'rejected' } as const satisfies Record<
  PlanDecision,
  TrailResult
>
const FACTS = { approve: 'PlanApproved', return: 'PlanReturned', reject: 'PlanRejected' } as const satisfies Record<
  PlanDecision,
  Fact['what']
>

type Decision = {
  /** As whom the decider acts: the plan must be waiting for this kind. */
  readonly as: ReviewerKind
  readonly organizationId: string
  readonly decision: PlanDecision
  readonly opinion: string | null
  readonly version: number
}

/** Decides the step that the plan waits at. The last approval makes the classes in the same transaction. */
export async function decidePlan(
  deps: Deps,
  of: Circumstances,
  subject: Subject,
  { as, organizationId, decision, opinion, version }: Decision,
): Promise<CoursePlan> {
  const signature = await signatureOf(deps, of, organizationId)
  return inTransaction(deps.db, async (session) => {
    const plan = await findInState(deps, subject, decision, version, session)
    if (!plan.review || plan.awaiting !== as) throw new Problem('state_conflict')
    const result = RESULTS[decision]
    const next = decision === 'approve' ? plan.review.steps[plan.review.index + 1] : undefined
    const bodies = plan.review.bodies.map((body, index) =>
      index === plan.review?.index ? signature.organization : body,
    )
    const index = plan.review.index + (next ? 1 : 0)
    const change = {
      state: next ? plan.state : result,
      awaiting: next ?? null,
      review: { ...plan.review, bodies, index },
    } as const
    const line: TrailLine = { ...signature, step: as, result, opinion, changes: null }
    const what = next ? 'PlanStepApproved' : FACTS[decision]
    const moved = await move(deps, of, plan, { what, change, line }, session)
    if (moved.state === 'approved') await createClasses(deps, of, classesOf(moved), session)
    if (!next) await tellUnit(deps, of, moved, { result, opinion }, session)
    return moved
  })
}

const MESSAGES = { approved: 'planApproved', returned: 'planReturned', rejected: 'planRejected' } as const

/** Those of the unit who can go on with it learn how the review ended. */
async function tellUnit(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  plan: CoursePlan,
  { result, opinion }: { readonly result: keyof typeof MESSAGES; readonly opinion: string | null },
  session: ClientSession,
) {
  const accountIds = await operatorAccountIds(deps, plan.organizationId, PLAN_DECLARING.grant, session)
  const data = { planName: plan.name, opinion }
  const link = { page: 'plan', params: { planId: String(plan._id) } } as const
  await notify(deps, of, noticesTo(accountIds, { kind: MESSAGES[result], data, link }), session)
}

const classesOf = (plan: CoursePlan) =>
  plan.classes.map(({ _id, name, startsOn, endsOn, plannedNumber, place, ...details }) => ({
    id: String(_id),
    organizationId: String(plan.organizationId),
    name,
    category: 'professional' as const,
    courseName: plan.courseName,
    startsOn,
    endsOn,
    plannedNumber,
    place,
    creditHourTenths: plan.creditHourTenths,
    plan: { planId: plan._id, ...details },
  }))

async function findInState(
  deps: Deps,
  { _id }: Subject,
  action: Exclude<PlanAction, 'edit' | 'remove'>,
  version: number,
  session: ClientSession,
): Promise<CoursePlan> {
  const from = trusted({ $in: [...PLAN_LIFECYCLE[action].from] })
  const plan = await planModel(deps.db).findOne({ _id, state: from }, null, { session }).lean<CoursePlan | null>()
  if (!plan) throw new Problem(action === 'submit' ? 'plan_locked' : 'plan_not_submitted')
  if (plan.version !== version) throw new Problem('state_conflict')
  return plan
}

type Moving = {
  readonly what: Fact['what']
  readonly change: Partial<Omit<CoursePlan, keyof PlanContent>>
  readonly line: TrailLine
}

/** The one conditional update of every move: on the state and version that were read. */
async function move(
  deps: Deps,
  of: Circumstances,
  plan: CoursePlan,
  { what, change, line }: Moving,
  session: ClientSession,
): Promise<CoursePlan> {
  const moved = await planModel(deps.db)
    .findOneAndUpdate(
      { _id: plan._id, state: plan.state, version: plan.version },
      { $set: { ...change, changedAt: of.at }, $push: { trail: line }, $inc: { version: 1 } },
      { returnDocument: 'after', session },
    )
    .lean<CoursePlan | null>()
  if (!moved) throw new Problem('state_conflict')
  const step = planFact(of, what, plan, { from: plan.state, to: moved.state, reason: line.opinion })
  await recordFacts(deps.db, [step], session)
  return moved
}
