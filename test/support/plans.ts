import type { TestApi } from './api'
import { addCourse } from './courses'
import { createUnitWithOperator } from './people'
import { addTestTeacher } from './teachers'

/** A unit with a teacher, the industry and HR authorities of its region, and a course. */
export async function planWorld(api: TestApi, regionCode = '441900') {
  const [unit, industry, hr] = [
    await createUnitWithOperator(api, { regionCode }),
    await createUnitWithOperator(api, { kind: 'industryAuthority', regionCode, name: '东莞市住房和城乡建设局' }),
    await createUnitWithOperator(api, { kind: 'hrAuthority', regionCode, name: '东莞市人力资源和社会保障局' }),
  ]
  const course = await addCourse(api, industry.unit)
  const teacher = await addTestTeacher(api, unit.unit)
  const aClass = {
    name: '第一期',
    startsOn: '2026-05-06',
    endsOn: '2026-05-08',
    plannedNumber: 60,
    studyMode: 'faceToFace',
    examType: 'closedBook',
    place: '一号楼报告厅',
    timetable: '每天 9:00–12:00、14:00–17:00',
    headTeacherId: teacher.id,
    teacherIds: [teacher.id],
    subjects: ['工程伦理'],
  }
  const aPlan = {
    courseId: course.id,
    year: 2026,
    name: '2026 年工程伦理培训',
    trainingDays: 3,
    startsOn: '2026-05-01',
    endsOn: '2026-06-30',
    content: '规范与案例',
    audience: '工程技术人员',
    remark: '',
    classes: [aClass],
  }
  return {
    unit: unit.unit,
    industry: industry.unit,
    hr: hr.unit,
    course,
    teacher,
    aClass,
    aPlan,
    operator: api.as(unit.token),
    reviewer: api.as(industry.token),
    hrReviewer: api.as(hr.token),
    tokens: { operator: unit.token, reviewer: industry.token, hrReviewer: hr.token },
    people: { operator: unit.operator, reviewer: industry.operator, hrReviewer: hr.operator },
  }
}
export type PlanWorld = Awaited<ReturnType<typeof planWorld>>

/** A plan that has been submitted and waits for the industry authority. */
export async function submittedPlan({ operator, aPlan }: PlanWorld) {
  const { id, version } = await operator.plans.create({ body: aPlan })
  return operator.plans.submit({ params: { planId: id }, body: { version } })
}
