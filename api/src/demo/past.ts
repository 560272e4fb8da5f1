import type { Deps } from '../deps'
import { moveDishonesty, recordDishonesty } from '../features/dishonesty'
import { importLegacy } from '../features/legacy'
import { demoId, TRAINEES } from './cast'
import { byOperator, bySystem, DAY_MS } from './time'

/** An old unit that became the school; its name, this code or three of its people prove that. */
const OLD_UNIT = '东莞市松湖中等专业学校（东校区）'
const OLD_CODE = '12345678-8'
const PEOPLE = TRAINEES.slice(0, 4)
const COURSES = ['教育法律法规', '职业教育教学法', '信息技术应用'] as const

/** What the old system left of a unit, and one dishonesty record that waits for its subject's reply. */
export async function addPast(deps: Deps, trainees: readonly string[]): Promise<void> {
  const now = deps.clock.now()
  const lineOf = ({ name, residentId }: (typeof PEOPLE)[number]) => `${OLD_UNIT},${OLD_CODE},${name},${residentId}`
  const heading = '单位名称,单位代码,姓名,身份证号'
  const records = PEOPLE.flatMap((person) =>
    [2016, 2017].flatMap((year) => [
      `${lineOf(person)},${year},公需课,${COURSES[0]},18,东莞市教师进修学校`,
      `${lineOf(person)},${year},专业课,${COURSES[1]},42,${OLD_UNIT}`,
      `${lineOf(person)},${year},个人选修,${COURSES[2]},12,${OLD_UNIT}`,
    ]),
  )
  const certificates = PEOPLE.map(
    (person, index) => `${lineOf(person)},2017,粤继教[2017]第000${index + 1}号,18,42,12,合格`,
  )
  const take = (table: 'records' | 'certificates', lines: readonly string[]) =>
    importLegacy(deps, bySystem(now - 30 * DAY_MS), table, Buffer.from(lines.join('\n')))
  await take('records', [`${heading},年度,科目类型,课程名称,认定学时,施教机构`, ...records])
  await take('certificates', [
    `${heading},年度,证书编号,公需课学时,专业课学时,个人选修学时,年度验证结果`,
    ...certificates,
  ])

  const record = await recordDishonesty(deps, byOperator('operator01', now - 3 * DAY_MS), {
    id: demoId('dishonesty:proxy'),
    by: demoId('unit:school'),
    subjectKind: 'person',
    traineeId: trainees[40] ?? '',
    category: 'proxyAttendance',
    content: '实验实训室安全管理培训班第一次课由他人代签到。',
    evidence: '现场点名记录与签到设备记录不一致。',
  })
  await moveDishonesty(deps, byOperator('operator01', now - 2 * DAY_MS), record, {
    action: 'notify',
    version: record.version,
  })
}
