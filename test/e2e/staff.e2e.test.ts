import { readFile } from 'node:fs/promises'
import { demoId, TRAINEES } from '@jijiao/api/demo/cast'
import type { SessionTokens } from '@jijiao/shared/accounts'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type DemoWorld, openDemoWorld } from '../support/demo'
import { readPdf } from '../support/pdf'
import { actFor, createUnitWithOperator, registerPerson } from '../support/people'
import { recordLine, recordSheet } from '../support/record-sheets'
import { openStage, STAGE_LIMIT_MS, type Stage } from './stage'

const DESK = { width: 1440, height: 900 }
const LAST_YEAR = new Date().getUTCFullYear() - 1

vi.setConfig({ testTimeout: 240_000 })

let stage: Stage
let world: DemoWorld
let school: SessionTokens
beforeAll(async () => {
  stage = await openStage()
  world = await openDemoWorld(stage.api, { isArchiveBound: false })
  school = await world.as('operator01', 'school')
}, STAGE_LIMIT_MS)
afterAll(() => stage?.close())
afterEach(async () => expect(await stage.clear()).toEqual([]))

const SCHOOL = { id: demoId('unit:school'), name: '东莞市松湖职业技术学校', code: '', joinCode: '' }

const asSchool = () => stage.api.as(school.accessToken)
const atDesk = (session: SessionTokens, url: string) => stage.openPhone({ session, url, screen: DESK })
const onPhone = (session: SessionTokens, url: string) => stage.openPhone({ session, url })
const traineeAt = (index: number) => TRAINEES[index] ?? expect.fail('no such trainee')

const declaredCourses = async () =>
  (await asSchool().creditRecords.declared({ query: { limit: 100 } })).data.map(({ courseName }) => courseName)

/** What waits of one kind, as the list calls each line. */
async function waiting(kind: 'affiliationRequest' | 'leaveRequest') {
  const { data } = await asSchool().approvals.list({ query: { kind } })
  return data.map(({ id, title, asker }) => ({ id, name: `${title}，${asker}` }))
}

it('empties a to-do list: one, many with one that was too late, one handed over, and a reason kept for next time', async () => {
  const colleague = await registerPerson(stage.api, { name: '李明' })
  await actFor(stage.api, colleague, SCHOOL)
  const [one, late, given, refused, again, ...others] = await waiting('affiliationRequest')
  if (!one || !late || !given || !refused || !again) throw new Error('too few wait')
  const desk = await atDesk(school, '/packages/oversight/to-do/index')
  await desk.turnToTab('绑定申请')
  await desk.tick(`选择${one.name}`)
  await desk.shoot('to-do')
  await desk.tap('同意')
  await desk.sees('同意 1 项？')
  await desk.tap('同意')
  await desk.sees('已办理 1 项')
  await desk.tap('知道了')

  await desk.tap(`转交：${given.name}`)
  await desk.tap('转交')
  await desk.sees('请选择同事')
  await desk.choose('转交给', colleague.name)
  await desk.shoot('to-do-hand-over')
  await desk.tap('转交')
  await desk.sees(colleague.name)

  await desk.tick(`选择${refused.name}`)
  await desk.tap('不同意')
  await desk.tap('不同意')
  await desk.sees('请填写原因，对方会看到')
  await desk.fill('原因', '请先到人事科登记')
  await desk.tick('留作本单位常用的原因')
  await desk.shoot('to-do-refusal')
  await desk.tap('不同意')
  await desk.sees('已办理 1 项')
  await desk.tap('知道了')
  await desk.tick(`选择${again.name}`)
  await desk.tap('不同意')
  await desk.tick('请先到人事科登记', 'radio')
  await desk.tap('不同意')
  await desk.sees('已办理 1 项')
  await desk.tap('知道了')

  await desk.tick('全选')
  await asSchool().affiliations.decide({ body: { ids: [late.id], decision: 'confirm' } })
  await desk.tap('同意')
  await desk.tap('同意')
  await desk.sees(`已办理 ${others.length + 1} 项`)
  await desk.sees('没有办成 1 项')
  await desk.shoot('to-do-outcomes')
  expect(await waiting('affiliationRequest')).toEqual([])
})

it('imports a table of records: the dry run says what is wrong, the good rows go in, and all is taken back', async () => {
  const [good, wrong] = [traineeAt(7), traineeAt(8)]
  const sheet = recordSheet(recordLine(good, '课堂观察'), recordLine({ ...wrong, name: '别人' }, '课堂观察'))
  const desk = await atDesk(school, '/packages/recognition/imports/index')
  await desk.attach('上传表格', { name: '课堂观察.csv', bytes: sheet })
  await desk.sees('2 行，有误 1 行')
  await desk.sees('第 3 行')
  await desk.shoot('import-checked')
  await desk.tap('只导入正确的行（1 行）')
  await desk.tap('开始导入')
  await desk.sees(/^1 行$/)
  await desk.shoot('import-done')
  expect(await declaredCourses()).toContain('课堂观察')
  await desk.tap('撤销这次导入')
  await desk.tap('撤销导入')
  await desk.sees('已撤销')
  expect(await declaredCourses()).not.toContain('课堂观察')
})

it('issues a certificate, makes it anew for a corrected name, and prints a selection', async () => {
  const [, , certified, passed] = TRAINEES
  const desk = await atDesk(school, '/packages/oversight/certificates/index')
  await desk.choose('年度', `${LAST_YEAR} 年`)
  await desk.tick(`选择${passed?.name}`)
  await desk.tap('生成证书')
  await desk.sees('已生成证书 1 人')
  await desk.tap('知道了')
  await desk.shoot('certificate-issued')
  await desk.tap(`查看证书：${passed?.name}`)
  await desk.sees('计入的课程')
  await desk.tap('重新生成证书')
  await desk.tick('姓名已更正', 'radio')
  await desk.shoot('certificate-regenerate')
  await desk.tap('重新生成证书')
  await desk.sees('换发前的旧证书')
  await desk.shoot('certificate-regenerated')

  await desk.open('/packages/oversight/certificates/index')
  await desk.choose('年度', `${LAST_YEAR} 年`)
  await desk.tick(`选择${passed?.name}`)
  await desk.tick(`选择${certified?.name}`)
  await desk.shoot('certificates-chosen')
  const download = desk.page.waitForEvent('download')
  await desk.tap('打印')
  const printed = await readFile(await (await download).path())
  const { pages } = await readPdf(printed)
  expect(pages).toEqual([
    expect.stringContaining(String(certified?.name)),
    expect.stringContaining(String(passed?.name)),
  ])
})

it('answers a dispute on a phone, and the person is free of the unit', async () => {
  const hospital = await world.as('operator03', 'hospital')
  const phone = await onPhone(hospital, '/packages/people/disputes/index')
  await phone.sees('我从未在贵院工作')
  await phone.tap('异议成立：谢晓彤')
  await phone.tick('经核实，录入有误', 'radio')
  await phone.shoot('dispute-decision')
  await phone.tap('异议成立')
  await phone.sees('意见：经核实，录入有误')
  const person = await world.as('person01')
  expect((await stage.api.as(person.accessToken).affiliations.mine()).data).toMatchObject([{ state: 'ended' }])
})

it('records dishonesty, hears the person, and takes it back', async () => {
  const subject = traineeAt(12)
  const desk = await atDesk(school, '/packages/oversight/dishonesty-form/index')
  await desk.tap('登记')
  await desk.sees('请选择失信主体')
  await desk.fill('搜索姓名、拼音首字母或身份证号', subject.name)
  await desk.tap(subject.name)
  const category = desk.page.getByLabel('失信类别', { exact: true })
  await category.selectOption({ index: 1 })
  await desk.fill('失信内容', '第二次课由他人代签到。')
  await desk.shoot('dishonesty-form')
  await desk.tap('登记')
  await desk.tap('告知当事方')
  await desk.tap('告知当事方')
  await desk.sees('已告知')

  const phone = await onPhone(await world.as(subject.userName), '/pages/messages/index')
  await phone.tap('失信信息登记')
  await phone.tap('提交申辩')
  await phone.sees('请填写申辩意见')
  await phone.fill('申辩意见', '当天本人在场，考勤机故障，有照片为证。')
  await phone.tap('提交申辩')
  await phone.sees('我的申辩')
  await phone.shoot('dishonesty-reply')

  await desk.page.reload()
  await desk.sees('当天本人在场')
  await desk.tap('撤销')
  await desk.tick('申辩成立', 'radio')
  await desk.tap('撤销')
  await desk.sees('已撤销')
  await desk.shoot('dishonesty-revoked')
  await phone.page.reload()
  await phone.sees('已撤销')
})

it('lets the HR authority vouch for the hours of a region', async () => {
  const province = await createUnitWithOperator(stage.api, { kind: 'hrAuthority', regionCode: '440000' })
  const hr = await stage.api.as(province.operator.token).accounts.actAs({ body: { organizationId: province.unit.id } })
  const { data } = await stage.api.as(hr.accessToken).ruleSets.list()
  const unverified = data.find(({ abilities }) => abilities.confirm) ?? expect.fail('nothing is left to confirm')
  const desk = await atDesk(hr, `/packages/oversight/rule-set/index?key=${unverified.key}`)
  await desk.sees('还没有经人社主管部门确认')
  await desk.tap('确认学时要求')
  await desk.tap('确认学时要求')
  await desk.sees('请填写依据的文件')
  await desk.fill('依据的文件', '省人社厅继续教育条例第十四条')
  await desk.shoot('rule-set-confirm')
  await desk.tap('确认学时要求')
  await desk.sees('依据：省人社厅继续教育条例第十四条')
  await desk.shoot('rule-set-confirmed')
})

it('takes over a unit of the old system by what only it can know', async () => {
  const desk = await atDesk(school, '/packages/people/legacy-archive/index')
  await desk.tap('绑定旧系统单位')
  await desk.tick('知道旧名称和代码', 'radio')
  await desk.fill('旧系统里的单位名称', '东莞市松湖中等专业学校（东校区）')
  await desk.fill('旧系统里的单位代码', '12345678-9')
  await desk.tap('绑定')
  await desk.page.getByRole('alert').filter({ visible: true }).first().waitFor()
  await desk.shoot('legacy-refused')
  await desk.fill('旧系统里的单位代码', '12345678-8')
  await desk.tap('绑定')
  await desk.sees('绑定成功：东莞市松湖中等专业学校（东校区），转入 4 人')
  await desk.shoot('legacy-bound')
  await desk.open('/packages/people/legacy-archive/index')
  await desk.sees('职业教育教学法')
  await desk.turnToTab('证书')
  await desk.sees('粤继教[2017]第0001号')
})

it('asks for leave on one phone and answers it on another', async () => {
  const trainee = traineeAt(9)
  const person = await world.as(trainee.userName)
  // The text of the QR code that the class page shows.
  const asking = await onPhone(person, `/k/${demoId('class:now')}`)
  await asking.tap('请假')
  await asking.tap('提出请假')
  await asking.sees('请选择要请假的课')
  await asking.page.getByRole('checkbox', { name: /第三次课/ }).click()
  await asking.tick('外出公干', 'radio')
  await asking.shoot('leave-form')
  await asking.tap('提出请假')
  await asking.sees('已提出请假')

  const answering = await onPhone(school, '/packages/training/leave-requests/index')
  await answering.tap(`不批准：${trainee.name}`)
  await answering.tap('不批准')
  await answering.sees('请填写不批准的原因，对方会看到')
  await answering.tap('取消')
  await answering.tap(`批准：${trainee.name}`)
  await answering.shoot('leave-decision')
  await answering.tap('批准')
  await answering.sees('已批准 1 项')

  await asking.tap('查看我的请假')
  await asking.sees('已批准')
  await asking.shoot('leave-approved')
})

it('sorts a list by a heading at a desk, however much of it is shown, and by a choice on a phone', async () => {
  const { data } = await asSchool().affiliations.trainees({ query: { limit: 100 } })
  const names = data.map(({ name }) => name)
  const desk = await atDesk(school, '/packages/people/trainees/index')
  const shown = () => desk.page.locator('tbody tr td:first-child').allInnerTexts()
  await expect.poll(shown).toEqual(names.slice(0, 20))
  await desk.page.locator('tbody tr').last().scrollIntoViewIfNeeded()
  await expect.poll(shown).toEqual(names.slice(0, 40))
  const heading = desk.page.getByRole('columnheader', { name: '姓名' })
  expect(await heading.getAttribute('aria-sort')).toBe('ascending')
  await heading.getByRole('button').click()
  await expect.poll(shown).toEqual([...names].reverse().slice(0, 20))
  expect(await heading.getAttribute('aria-sort')).toBe('descending')
  await desk.shoot('sorted')

  const phone = await onPhone(school, '/packages/people/trainees/index')
  await phone.sees(names[0] ?? '')
  await phone.tap('排序')
  await phone.choose('排序', '姓名降序')
  await phone.sees(names.at(-1) ?? '')
  await phone.shoot('sorted-phone')
})

it('draws people at random on a phone and notes what was found', async () => {
  const phone = await onPhone(school, `/packages/staff/class/index?classId=${demoId('class:now')}`)
  await phone.tap('抽查')
  await phone.tap('随机抽查')
  await phone.fill('抽取人数', '0')
  await phone.tap('开始抽取')
  await phone.sees(/请填写 1 到 \d+ 的人数/)
  await phone.fill('抽取人数', '2')
  await phone.tap('开始抽取')
  await phone.sees('中抽取 2 人')
  await phone.tap('核实一致：')
  await phone.tap('核实一致')
  await phone.sees('1 人，其中不一致 0 人')
  await phone.tap('核实不一致：')
  await phone.tick('由他人代签', 'radio')
  await phone.tap('核实不一致')
  await phone.sees(/其中不一致 1 人/)
  await phone.shoot('spot-check')
})

it('writes the timetable of a class, and keeps what was typed where a time is wrong', async () => {
  const classId = demoId('class:tomorrow')
  const desk = await atDesk(school, `/packages/training/timetable/index?classId=${classId}`)
  await desk.tap('每天上午、下午各一次')
  await desk.sees('第 6 次课')
  await desk.tap('删去第 6 次课')
  const start = desk.page.getByLabel('开始时间', { exact: true }).nth(1)
  const kept = await start.inputValue()
  await start.fill('23:30')
  await desk.page.getByLabel('内容', { exact: true }).nth(0).fill('师德专题')
  await desk.tap('保存课表')
  await desk.sees('有内容需要修改')
  expect(await desk.page.getByLabel('内容', { exact: true }).nth(0).inputValue()).toBe('师德专题')
  await desk.shoot('timetable-refused')
  await start.fill(kept)
  await desk.tap('保存课表')
  await desk.sees('课表已保存：新增 5，修改 0，取消 0')
  const { data } = await asSchool().attendance.listSessions({ params: { classId }, query: { limit: 100 } })
  expect(data).toHaveLength(5)
})
