import type { AssessmentView } from '@jijiao/shared/assessments'
import type { ClassView, EnrollmentView, MyClassView } from '@jijiao/shared/classes'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { presentPerson, type Trainee } from '../affiliations'
import type { PlanDetails, TrainingClass } from './class.model'
import { classAbilities, mayOperate, takesTrainees } from './class.policy'
import type { Assessment, Enrollment } from './enrollment.model'

const presentTeacher = ({ teacherId, name }: PlanDetails['headTeacher']) => ({ id: String(teacherId), name })

const presentPlan = (plan: PlanDetails): ClassView['plan'] => ({
  id: String(plan.planId),
  studyMode: plan.studyMode,
  examType: plan.examType,
  timetable: plan.timetable,
  headTeacher: presentTeacher(plan.headTeacher),
  teachers: plan.teachers.map(presentTeacher),
  subjects: plan.subjects,
})

export const presentClass = (actor: OperatorActor, trainingClass: TrainingClass): ClassView => ({
  id: String(trainingClass._id),
  organization: { id: String(trainingClass.organizationId), name: trainingClass.organizationName },
  name: trainingClass.name,
  category: trainingClass.category,
  courseName: trainingClass.courseName,
  startsOn: trainingClass.startsOn,
  endsOn: trainingClass.endsOn,
  plannedNumber: trainingClass.plannedNumber,
  place: trainingClass.place,
  creditHourTenths: trainingClass.creditHourTenths,
  plan: trainingClass.plan ? presentPlan(trainingClass.plan) : null,
  state: trainingClass.state,
  note: trainingClass.note,
  enrolledCount: trainingClass.enrolledCount,
  assessedCount: trainingClass.assessedCount,
  attendanceRule: trainingClass.attendanceRule,
  version: trainingClass.version,
  createdAt: trainingClass.createdAt.toISOString(),
  abilities: classAbilities(actor, trainingClass),
})

/** A line of either tab; a candidate has no enrolment. */
export function presentEnrollment(
  deps: Pick<Deps, 'vault'>,
  actor: OperatorActor,
  trainingClass: TrainingClass,
  row: { readonly trainee: Trainee; readonly enrollment: Enrollment | null },
): EnrollmentView {
  const may = mayOperate(actor) && takesTrainees(trainingClass)
  const isFull = trainingClass.enrolledCount >= trainingClass.plannedNumber
  return {
    traineeId: String(row.trainee._id),
    ...presentPerson(deps, row.trainee),
    enrolledAt: row.enrollment?.enrolledAt.toISOString() ?? null,
    abilities: {
      enrol: may && row.enrollment === null && !isFull,
      withdraw: may && row.enrollment !== null && !row.enrollment.hasMarks,
    },
  }
}

export const presentAssessment = (assessment: Assessment): AssessmentView => ({
  result: assessment.result,
  totalScoreTenths: assessment.totalScoreTenths,
  subjectScores: assessment.subjectScores,
  startedOn: assessment.startedOn,
  endedOn: assessment.endedOn,
  remark: assessment.remark,
  enteredAt: assessment.enteredAt.toISOString(),
})

export const presentMyClass = (
  enrollment: Enrollment,
  trainingClass: TrainingClass,
  organizationName: string,
): MyClassView => ({
  id: String(trainingClass._id),
  organization: { id: String(trainingClass.organizationId), name: organizationName },
  name: trainingClass.name,
  category: trainingClass.category,
  courseName: trainingClass.courseName,
  startsOn: trainingClass.startsOn,
  endsOn: trainingClass.endsOn,
  place: trainingClass.place,
  creditHourTenths: trainingClass.creditHourTenths,
  attendanceRule: trainingClass.attendanceRule,
  state: trainingClass.state,
  enrolledAt: enrollment.enrolledAt.toISOString(),
  assessment: enrollment.assessment && presentAssessment(enrollment.assessment),
})
