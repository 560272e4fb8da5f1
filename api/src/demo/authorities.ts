import { synthesizeResidentId } from '@jijiao/shared/identifiers'
import { ruleSetContentOf } from '@jijiao/shared/rule-sets'
import type { Deps } from '../deps'
import { createAccount, verifyRealName } from '../features/accounts'
import { createCourse } from '../features/courses'
import { bindOperator, createOrganization } from '../features/organizations'
import { createPlan, submitPlan } from '../features/plans'
import { createRuleSet, ruleSetFor } from '../features/rule-sets'
import { addTeacher } from '../features/teachers'
import { DEMO_PASSWORD, demoId, unitCode } from './cast'
import { byOperator, bySystem, DAY_MS, dayFrom } from './time'

const REGION = '441900'

const AUTHORITIES = [
  {
    key: 'education',
    kind: 'industryAuthority',
    name: '东莞市教育局',
    serial: 20_001,
    joinCode: 'JYJA2628',
    reviewers: [{ userName: 'reviewer01', name: '梁志恒' }],
  },
  {
    key: 'hr',
    kind: 'hrAuthority',
    name: '东莞市人力资源和社会保障局',
    serial: 20_002,
    joinCode: 'RSJA2628',
    // Two people: whoever wrote a rule set does not vouch for it.
    reviewers: [
      { userName: 'hr01', name: '苏敏仪' },
      { userName: 'hr02', name: '冯国栋' },
    ],
  },
] as const

/**
 * Who reviews: the industry authority with its courses and a plan that waits for it, and the HR authority. They come
 * last, so that what the school recognised before them stands as it is.
 */
export async function addAuthorities(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  let number = 0
  for (const { key, reviewers, ...card } of AUTHORITIES) {
    const organizationId = demoId(`unit:${key}`)
    await createOrganization(deps, bySystem(now - 400 * DAY_MS), {
      ...card,
      id: organizationId,
      aliases: [],
      regionCode: REGION,
      code: unitCode({ ...card, key, aliases: [], regionCode: REGION }),
    })
    for (const { userName, name } of reviewers) {
      number += 1
      const of = bySystem(now - 300 * DAY_MS)
      const accountId = demoId(`account:${userName}`)
      await createAccount(deps, of, { id: accountId, userName, phone: `1390001200${number}`, password: DEMO_PASSWORD })
      const birthDate = `1979-03-0${number}`
      const residentId = synthesizeResidentId({ regionCode: REGION, birthDate, sequence: 600 + number })
      await verifyRealName(deps, of, { accountId, name, residentId })
      const grants = ['operate', 'decide'] as const
      await bindOperator(deps, of, { id: demoId(`operator:${userName}`), organizationId, accountId, grants })
    }
  }
  await layDownRules(deps, now)
  await addPlan(deps, now)
}

/** The city's own hours of this year wait for a second person: the province's, and for what a year may ask less. */
async function layDownRules(deps: Deps, now: number) {
  const year = Number(dayFrom(now).slice(0, 4))
  const province = await ruleSetFor(deps, { regionCode: REGION, year, series: null })
  if (!province) return
  const part = { categories: null, numerator: 1, denominator: 2 }
  await createRuleSet(deps, byOperator('hr02', now - 2 * DAY_MS, 'hr'), {
    regionCode: REGION,
    series: null,
    accountId: demoId('account:hr02'),
    years: { from: year, to: year },
    content: {
      ...ruleSetContentOf(province),
      exemptions: [
        { ...part, code: 'maternity', label: '产假' },
        { ...part, code: 'illness', label: '病假半年以上', numerator: 0, denominator: 1 },
      ],
      basis: { grade: 'decided', text: `演示数据：${year} 年按全省的学时要求执行，另列减免的原因` },
    },
    reason: '列出本市减免学时的原因',
  })
}

async function addPlan(deps: Deps, now: number) {
  const of = bySystem(now - 40 * DAY_MS)
  const year = Number(dayFrom(now, 20).slice(0, 4))
  const course = { series: '050', year, authorityId: demoId('unit:education') }
  const ethics = await createCourse(deps, of, {
    ...course,
    name: '师德师风与教育法规',
    content: '新时代教师职业行为准则，教育法律法规，典型案例研讨。',
  })
  await createCourse(deps, of, {
    ...course,
    name: '课堂教学数字化转型',
    content: '数字资源的选用与制作，混合式教学设计，学习数据的解读。',
  })
  const organizationId = demoId('unit:school')
  const teacher = await addTeacher(deps, of, {
    organizationId,
    name: '罗建平',
    residentId: synthesizeResidentId({ regionCode: REGION, birthDate: '1972-09-10', sequence: 611 }),
    phone: '13900012011',
    email: null,
    qualification: '052',
    coursesTaught: '教育法规、师德修养',
    introduction: '',
  })
  const plan = await createPlan(deps, byOperator('operator02', now - 3 * DAY_MS), {
    organizationId,
    input: {
      courseId: String(ethics._id),
      year,
      name: `${year} 年师德师风专题培训`,
      trainingDays: 2,
      startsOn: dayFrom(now, 20),
      endsOn: dayFrom(now, 22),
      content: '专题讲座、案例研讨与闭卷考核',
      audience: '全体专任教师',
      remark: '',
      attachmentIds: [],
      classes: [
        {
          name: '师德师风专题培训第一期',
          startsOn: dayFrom(now, 20),
          endsOn: dayFrom(now, 21),
          plannedNumber: 40,
          studyMode: 'faceToFace',
          examType: 'closedBook',
          place: '松湖校区报告厅',
          timetable: '每天 9:00–12:00、14:00–17:00',
          headTeacherId: String(teacher._id),
          teacherIds: [String(teacher._id)],
          subjects: ['教育法规'],
        },
      ],
    },
  })
  await submitPlan(deps, byOperator('operator02', now - 2 * DAY_MS), plan, { version: plan.version })
}
