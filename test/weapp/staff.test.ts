import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { openRollCall } from '../support/attendance'
import { addOpenClass } from '../support/classes'
import { actFor, registerPerson } from '../support/people'
import { ensureWeappBuilt, launchWeapp, type Weapp } from '.'
import { actFor as actForUnit, signIn } from './sign-in'

let root: string
let api: TestApi
let app: Weapp

beforeAll(async () => {
  root = await ensureWeappBuilt()
  api = await startTestApi()
}, 300_000)

afterAll(() => api.stop())

afterEach(() => {
  expect(app.close()).toEqual([])
})

/** An open roll call of one trainee, and its unit's operator, signed in on the phone and acting for the unit. */
async function arrange() {
  const roll = await openRollCall(api, 1)
  const operator = await registerPerson(api)
  const token = await actFor(api, operator, roll.unit)
  app = launchWeapp(root, { server: api.url })
  await signIn(app, operator)
  await actForUnit(app, roll.unit.name)
  return { roll, asOperator: api.as(token) }
}

/** Somebody who asks the unit to be bound to it. */
async function askToJoin(organizationId: string, name: string) {
  const person = await registerPerson(api, { name })
  await api.as(person.token).affiliations.saveProfile({ body: { version: 0, education: '21' } })
  await api.as(person.token).affiliations.ask({ body: { organizationId } })
  return person
}

const open = (page: string, query: string) => app.open(`/packages/staff/${page}/index?${query}`)

describe("a unit's operator with the built mini-program and the real server", () => {
  it('confirms one person and refuses another with a reason', async () => {
    const { roll } = await arrange()
    const confirmed = await askToJoin(roll.unit.id, '林晓')
    const refused = await askToJoin(roll.unit.id, '周岩')
    app.relaunch('/pages/home/index')
    await app.tap('待确认学员谁属于本单位，由您确认2 人')
    await app.tap('林晓')
    await app.tap('选中的 1 人，是')
    await app.seesText('确认 1 人是本单位学员？')
    await app.tap('是，确认')
    await app.seesText('已确认为本单位学员 1 人')
    await app.tap('全选（1）')
    await app.tap('选中的 1 人，否')
    await app.tap('否，不通过')
    await app.seesText('请填写不通过的原因，申请人会看到')
    await app.tap('不是本单位职工')
    await app.tap('否，不通过')
    await app.seesText('没有待确认的申请')
    const answers = await Promise.all([confirmed, refused].map((person) => api.as(person.token).affiliations.mine()))
    expect(answers).toMatchObject([
      { data: [{ state: 'active' }] },
      { data: [{ state: 'refused', reason: '不是本单位职工' }] },
    ])
  })

  it('loses nothing of a class that the server does not accept, and shows why at its field', async () => {
    const { asOperator } = await arrange()
    open('class-form', '')
    await app.input('培训班名称', '安全生产第二期')
    await app.choose('科目类型，请选择', 0)
    await app.input('课程名称', '安全生产法规')
    await app.input('计划人数', '9000')
    await app.input('培训地点', '报告厅')
    await app.input('学时', '6.5')
    await app.tap('建立培训班')
    await app.seesText('不能大于 5000')
    await app.input('计划人数', '50')
    await app.tap('建立培训班')
    await app.until(() => app.route() === 'packages/staff/class/index', "the new class's page")
    const { data } = await asOperator.classes.list({ query: { q: '第二期' } })
    expect(data).toMatchObject([
      { name: '安全生产第二期', category: 'public', plannedNumber: 50, place: '报告厅', creditHourTenths: 65 },
    ])
  })

  it('offers no second attempt at what is not there, or not its own', async () => {
    await arrange()
    open('class', `classId=${'0'.repeat(24)}`)
    await app.seesText('没有找到')
    expect(app.text()).not.toContain('重新加载')
    await app.tap('返回')
    await app.until(() => app.route() === 'pages/me/index', 'the page before')
  })

  it('shows the code of the moment, and the roll as trainees arrive', async () => {
    const { roll } = await arrange()
    const { sessionId } = roll
    open('check-in-code', `sessionId=${sessionId}`)
    await app.seesText('秒后更新')
    const digits = roll.digits()
    await app.seesText(`${digits.slice(0, 3)} ${digits.slice(3)}`)
    const [trainee] = roll.trainees
    if (!trainee) throw new Error('the roll call has a trainee')
    open('roll', `sessionId=${sessionId}`)
    await app.seesText('未登记 1')
    await api.as(trainee.token).attendance.checkIn({ body: { by: 'scan', code: roll.code() } })
    await app.seesText('已到1/ 应到 1')
  })

  it('writes the timetable of a long class, a page of it at a time, and opens the lesson that is wrong', async () => {
    const { roll, asOperator } = await arrange()
    const { _id } = await addOpenClass(api, roll.unit, [], { startsOn: '2026-09-01', endsOn: '2026-12-31' })
    const classId = String(_id)
    app.relaunch(`/packages/training/timetable/index?classId=${classId}`)
    await app.tap('每天上午、下午各一次')
    await app.seesText('第 1–40 条')
    await app.tap('修改：第 1 次课')
    await app.input('内容', '安全生产法')
    expect(app.nodeCount()).toBeLessThan(1000)
    await app.tap('下一页')
    await app.seesText('第 41–80 条')
    await app.tap('修改：第 45 次课')
    await app.choose('结束时间', '08:00')
    await app.tap('上一页')
    await app.tap('保存课表')
    await app.seesText('结束时间应晚于开始时间')
    await app.tap('删去：第 45 次课')
    await app.tap('保存课表')
    await app.until(() => app.route() !== 'packages/training/timetable/index', 'the saved timetable')
    const query = { limit: 100 }
    const { data } = await asOperator.attendance.listSessions({ params: { classId }, query })
    expect(data).toHaveLength(100)
  })

  it('says that the trainee has just checked in when a mark by hand comes too late', async () => {
    const { roll, asOperator } = await arrange()
    const { sessionId } = roll
    const [trainee] = roll.trainees
    if (!trainee) throw new Error('the roll call has a trainee')
    open('roll', `sessionId=${sessionId}`)
    await app.tap('全选（1）')
    await app.tap('把选中的 1 人登记为请假')
    await app.seesText('把 1 人登记为“请假”？')
    await api.as(trainee.token).attendance.checkIn({ body: { by: 'scan', code: roll.code() } })
    await app.tap('登记为“请假”')
    await app.seesText('本人刚刚签到')
    const { data } = await asOperator.attendance.getRoll({ params: { sessionId } })
    expect(data).toMatchObject([{ mark: { state: 'present', source: 'scan' } }])
  })
})
