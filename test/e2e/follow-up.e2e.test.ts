import { demoId, TRAINEES } from '@jijiao/api/demo/cast'
import type { SessionTokens } from '@jijiao/shared/accounts'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { testEnvironment } from '../support/api'
import { type DemoWorld, openDemoWorld } from '../support/demo'
import { actFor, registerPerson } from '../support/people'
import { startReceiver } from '../support/receiver'
import { aRecord, confirmed } from '../support/records'
import { registerOpenUnit } from '../support/unit-accounts'
import type { Phone } from './phone'
import { openStage, STAGE_LIMIT_MS, type Stage } from './stage'

const DESK = { width: 1440, height: 900 }
const LAST_YEAR = new Date().getUTCFullYear() - 1
const SCHOOL = { id: demoId('unit:school'), name: '东莞市松湖职业技术学校', code: '', joinCode: '' }

vi.setConfig({ testTimeout: 240_000 })

let stage: Stage
let world: DemoWorld
let school: SessionTokens
beforeAll(async () => {
  const env = testEnvironment({ WEBHOOKS_TO_LOOPBACK: 'true' })
  stage = await openStage({ env })
  world = await openDemoWorld(stage.api)
  school = await world.as('operator01', 'school')
}, STAGE_LIMIT_MS)
afterAll(() => stage?.close())
afterEach(async () => expect(await stage.clear()).toEqual([]))

const asSchool = () => stage.api.as(school.accessToken)
const atDesk = (session: SessionTokens, url: string) => stage.openPhone({ session, url, screen: DESK })
const onPhone = (session: SessionTokens, url: string) => stage.openPhone({ session, url })
const traineeAt = (index: number) => TRAINEES[index] ?? expect.fail('no such trainee')

/** On the screen, and not only somewhere on the page. */
const inView = ({ page }: Phone, text: string) =>
  vi.waitFor(async () => {
    const box = await page.getByText(text).filter({ visible: true }).last().boundingBox()
    if (!box || box.y < 0 || box.y + box.height > DESK.height) throw new Error(`“${text}” is out of sight`)
  }, 10_000)

it('reminds a unit once a day, which hands the request over to a colleague who finds it', async () => {
  const person = traineeAt(45)
  const phone = await onPhone(await world.as(person.userName), '/packages/trainee/my-unit/index')
  await phone.tap('催办')
  await phone.sees('今天已催办')
  await phone.page.reload()
  await phone.tap('催办')
  await phone.sees('今天已经提醒过，请等待答复，明天可以再提醒')
  await phone.shoot('nudged')

  const colleague = await registerPerson(stage.api, { name: '李明' })
  await actFor(stage.api, colleague, SCHOOL)
  const desk = await atDesk(school, '/packages/oversight/to-do/index')
  await desk.turnToTab('绑定申请')
  await desk.sees('已催办')
  const { data } = await asSchool().approvals.list({ query: { kind: 'affiliationRequest' } })
  const item = data.find(({ asker }) => asker === person.name) ?? expect.fail('nothing waits')
  await desk.tap(`转交：${item.title}，${person.name}`)
  await desk.fill('说明', '请核对人事档案')
  await desk.tap('转交')
  await desk.sees('请选择同事')
  await desk.choose('转交给', colleague.name)
  await desk.tap('转交')
  await desk.sees(colleague.name)

  const tokens = await stage.api.as(colleague.token).accounts.actAs({ body: { organizationId: SCHOOL.id } })
  const receiving = await onPhone(tokens, '/packages/oversight/to-do/index')
  await receiving.page.getByText('只看同事转交给我的').click()
  await receiving.sees('同事转交给我')
  await receiving.shoot('handed-over')
})

it('keeps a reason, refuses with it in one tap, and forgets it again', async () => {
  const reason = '请先到人事科核对编制'
  const phone = await onPhone(school, '/packages/oversight/reason-templates/index')
  await phone.tap('保存')
  await phone.sees('请填写原因')
  await phone.fill('原因', reason)
  await phone.choose('用于', '绑定申请')
  await phone.tap('保存')
  await phone.tap(`删除：${reason}`)
  await phone.tap('取消')
  await phone.shoot('reason-templates')

  const [first] = (await asSchool().approvals.list({ query: { kind: 'affiliationRequest' } })).data
  const desk = await atDesk(school, '/packages/oversight/to-do/index')
  await desk.turnToTab('绑定申请')
  await desk.tick(`选择${first?.title}，${first?.asker}`)
  await desk.tap('不同意')
  await desk.tap('不同意')
  await desk.sees('请填写原因，对方会看到')
  await desk.tick(reason, 'radio')
  await desk.tap('不同意')
  await desk.sees('已办理 1 项')

  await phone.tap(`删除：${reason}`)
  await phone.tap('删除')
  await phone.sees('还没有常用原因')
})

it('counts a year of certificates again, and says of each what has changed', async () => {
  const [first, second] = [traineeAt(2), traineeAt(1)]
  await recognize(first)
  await recognize(second)
  const desk = await atDesk(school, '/packages/oversight/certificates/index')
  await desk.choose('年度', `${LAST_YEAR} 年`)
  await desk.tick(`选择${first.name}`)
  await desk.tap('重新统计')
  await desk.sees('重新统计的结果')
  await inView(desk, '重新统计的结果')
  await desk.sees(`${first.name}（已换发新证）`)
  await desk.sees('原：公需课 30，专业课 42，个人选修 18，共 90 学时')
  await desk.shoot('recounted')
  await desk.tap('全年重新统计')
  await desk.tap(`重新统计 ${LAST_YEAR} 年度`)
  await desk.tap('取消')
  await desk.tap(`重新统计 ${LAST_YEAR} 年度`)
  await desk.tap('重新统计')
  await desk.sees('统计完成')
  await desk.sees('已换发新证')
  await desk.sees('90 → 96')
  await desk.shoot('year-recounted')
})

/** Six more hours of last year, declared by one and confirmed by another. */
async function recognize(person: ReturnType<typeof traineeAt>): Promise<void> {
  const [trainee] = (await asSchool().affiliations.trainees({ query: { q: person.residentId } })).data
  const clerk = stage.api.as((await world.as('operator02', 'school')).accessToken)
  const day = `${LAST_YEAR}-11-17`
  const body = { ...aRecord, startsOn: day, endsOn: day, days: 1, declaredTenths: 60, year: LAST_YEAR }
  const { id } = await clerk.creditRecords.create({ body: { ...body, traineeId: trainee?.id ?? '' } })
  expect(await confirmed(asSchool(), id)).toMatchObject({ outcome: 'done' })
}

it('reminds those who will miss the year, one and then all, and the person reads what is lacking', async () => {
  const params = { year: new Date().getUTCFullYear() }
  const inList = { params, query: { outlook: 'willMiss', limit: 100 } } as const
  const { data } = await asSchool().years.standings(inList)
  const [one] = data
  if (!one || data.length < 3) throw new Error('too few will miss the year')
  const desk = await atDesk(school, '/packages/oversight/standings/index')
  await desk.tick(`选择${one.name}`)
  await desk.tap('提醒')
  await desk.sees('提醒这 1 人？')
  await desk.shoot('remind-chosen')
  await desk.tap('发送提醒')
  await desk.sees('已提醒 1 人')
  await desk.tap('提醒全部不达标的人')
  await desk.sees('另有 1 人 7 天内已提醒过')
  await desk.shoot('remind-all')
  await desk.tap(`提醒 ${data.length - 1} 人`)
  await desk.sees(`已提醒 ${data.length - 1} 人`)
  await desk.sees('7 天内已提醒过 1 人')
  await desk.shoot('reminded')
  const after = await asSchool().years.standings(inList)
  expect(after.data.filter(({ remindedAt }) => remindedAt === null)).toEqual([])

  const trainee = TRAINEES.find(({ name }) => data.some((line) => line.name === name)) ?? expect.fail('nobody known')
  const phone = await onPhone(await world.as(trainee.userName), '/pages/messages/index')
  await phone.sees('年度学时提醒')
  await phone.sees(`${params.year} 年度还差`)
  await phone.shoot('year-reminder')
})

it('tells a unit’s own system, shows what arrived, and why something did not', async () => {
  const { tokens } = await registerOpenUnit(stage.api)
  const receiver = await startReceiver()
  const { url, answers } = receiver
  const desk = await atDesk(tokens, '/packages/account/webhooks/index')
  await desk.tap('新建订阅')
  await desk.tick('培训班开班')
  await desk.tap('保存订阅')
  await inView(desk, '有内容需要修改，请看下面的提示')
  await desk.sees('请填写接收网址')
  await desk.fill('接收网址', 'http://hr.example.com/events')
  await desk.tap('保存订阅')
  await desk.sees('只能推送到 https 开头的网址')
  await desk.shoot('webhook-refused')
  await desk.fill('接收网址', url)
  await desk.tap('保存订阅')
  await desk.sees('请保存密钥')
  await desk.tap('关闭')
  await desk.tap(`测试：${url}`)
  await desk.tap('推送测试')
  await desk.page.getByRole('cell', { name: '已送达' }).waitFor()
  answers.status = 500
  await desk.tap(`测试：${url}`)
  await desk.tap('推送测试')
  await desk.sees('对方没有正常应答')
  await desk.shoot('deliveries')
  receiver.stop()
})
