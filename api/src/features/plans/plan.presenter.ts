import type { PlanContent as PlanContentView, PlanLine, PlanView } from '@jijiao/shared/plans'
import { type Attachment, presentAttachment } from '../../attachments'
import type { OperatorActor } from '../../auth/actor'
import type { CoursePlan, NamedBody, NamedTeacher, PlanContent, TrailLine } from './plan.model'
import { planAbilities, reviewerKindOf } from './plan.policy'

const presentBody = ({ organizationId, name }: NamedBody) => ({ id: String(organizationId), name })
const presentTeacher = ({ teacherId, name }: NamedTeacher) => ({ id: String(teacherId), name })

/** What the unit declares, without what happened to it. */
export const contentOf = (plan: PlanContent): PlanContent => ({
  courseId: plan.courseId,
  courseName: plan.courseName,
  series: plan.series,
  year: plan.year,
  name: plan.name,
  trainingDays: plan.trainingDays,
  creditHourTenths: plan.creditHourTenths,
  startsOn: plan.startsOn,
  endsOn: plan.endsOn,
  content: plan.content,
  audience: plan.audience,
  remark: plan.remark,
  attachmentIds: plan.attachmentIds ?? [],
  classes: plan.classes,
})

export function presentContent(plan: PlanContent): PlanContentView {
  const { courseId, attachmentIds: _listedApart, classes, ...texts } = contentOf(plan)
  return {
    courseId: String(courseId),
    ...texts,
    classes: classes.map((planned) => ({
      id: String(planned._id),
      name: planned.name,
      startsOn: planned.startsOn,
      endsOn: planned.endsOn,
      plannedNumber: planned.plannedNumber,
      studyMode: planned.studyMode,
      examType: planned.examType,
      place: planned.place,
      timetable: planned.timetable,
      headTeacher: presentTeacher(planned.headTeacher),
      teachers: planned.teachers.map(presentTeacher),
      subjects: planned.subjects,
    })),
  }
}

const presentTrailLine = (line: TrailLine): PlanView['trail'][number] => ({
  step: line.step,
  organization: presentBody(line.organization),
  operator: line.operatorName,
  at: line.at.toISOString(),
  result: line.result,
  opinion: line.opinion,
  changes: line.changes,
})

/** A reviewer sees what was submitted last, not what the unit has been mending since. */
export const contentFor = (actor: OperatorActor, plan: CoursePlan): PlanContent =>
  (reviewerKindOf(actor) && plan.lastSubmission) || plan

export function presentPlanLine(actor: OperatorActor, plan: CoursePlan, unitName: string): PlanLine {
  const content = contentFor(actor, plan)
  const body = plan.review?.bodies[plan.review.index]
  return {
    id: String(plan._id),
    unit: { id: String(plan.organizationId), name: unitName },
    name: content.name,
    courseName: content.courseName,
    series: content.series,
    year: content.year,
    startsOn: content.startsOn,
    endsOn: content.endsOn,
    classCount: content.classes.length,
    state: plan.state,
    reviewStep: plan.awaiting,
    reviewingBody: body ? presentBody(body) : null,
    createdAt: plan.createdAt.toISOString(),
    submittedAt: plan.review?.submittedAt.toISOString() ?? null,
    version: plan.version,
    abilities: planAbilities(actor, plan),
  }
}

/** The files of the content that is shown: a reviewer sees those that were submitted. */
const presentFiles = (content: PlanContent, files: readonly Attachment[]) => {
  const shown = new Set(content.attachmentIds)
  return files.filter(({ _id }) => shown.has(String(_id))).map(presentAttachment)
}

export const presentPlan = (
  actor: OperatorActor,
  plan: CoursePlan,
  unitName: string,
  files: readonly Attachment[],
): PlanView => ({
  ...presentPlanLine(actor, plan, unitName),
  ...presentContent(contentFor(actor, plan)),
  attachments: presentFiles(contentFor(actor, plan), files),
  reviewSteps: plan.review?.steps ?? [],
  trail: plan.trail.map(presentTrailLine),
  changedAt: plan.changedAt.toISOString(),
})
