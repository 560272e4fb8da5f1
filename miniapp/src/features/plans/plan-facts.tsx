import { formatCreditHours } from '@jijiao/shared/classes'
import { EXAM_TYPES, labelOf, QUALIFICATION_SERIES, STUDY_MODES } from '@jijiao/shared/codes'
import { PLAN_FIELD_LABELS, PLANNED_CLASS_FIELD_LABELS, type PlannedClass, type PlanView } from '@jijiao/shared/plans'
import { Card, type Fact, Facts } from '../../ui'
import { AttachmentList } from '../attachments'
import { daysText } from '../calendar'

const NOT_FILLED = '未填写'

/** What the plan says, field by field. */
export function PlanFacts({ plan }: { readonly plan: PlanView }) {
  const facts: readonly Fact[] = [
    { name: '申报单位', value: plan.unit.name },
    { name: '课程', value: `${plan.courseName}（${labelOf(QUALIFICATION_SERIES, plan.series) ?? plan.series}）` },
    { name: PLAN_FIELD_LABELS.year, value: `${plan.year} 年` },
    { name: '培训时间', value: `${daysText(plan.startsOn, plan.endsOn)}，${plan.trainingDays} 天` },
    { name: PLAN_FIELD_LABELS.creditHourTenths, value: formatCreditHours(plan.creditHourTenths) },
    { name: PLAN_FIELD_LABELS.content, value: plan.content || NOT_FILLED },
    { name: PLAN_FIELD_LABELS.audience, value: plan.audience || NOT_FILLED },
    { name: PLAN_FIELD_LABELS.remark, value: plan.remark || NOT_FILLED },
  ]
  return (
    <>
      <Card title="计划内容">
        <Facts facts={facts} />
      </Card>
      {plan.attachments.length > 0 && (
        <Card title="附件">
          <AttachmentList attachments={plan.attachments} />
        </Card>
      )}
    </>
  )
}

export function PlannedClassCard({ planned }: { readonly planned: PlannedClass }) {
  const labels = PLANNED_CLASS_FIELD_LABELS
  const facts: readonly Fact[] = [
    { name: '时间', value: daysText(planned.startsOn, planned.endsOn) },
    { name: labels.plannedNumber, value: `${planned.plannedNumber} 人` },
    {
      name: '形式',
      value: [labelOf(STUDY_MODES, planned.studyMode), labelOf(EXAM_TYPES, planned.examType)]
        .filter(Boolean)
        .join('，'),
    },
    { name: '地点', value: planned.place },
    { name: labels.timetable, value: planned.timetable || NOT_FILLED },
    { name: labels.headTeacher, value: planned.headTeacher.name },
    { name: labels.teachers, value: planned.teachers.map(({ name }) => name).join('、') || NOT_FILLED },
    { name: labels.subjects, value: planned.subjects.join('、') || NOT_FILLED },
  ]
  return (
    <Card title={planned.name}>
      <Facts facts={facts} />
    </Card>
  )
}
