import { checkInLink } from '@jijiao/shared/attendance'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { enrolPerson, openRollCall } from '../support/attendance'
import { registerPerson } from '../support/people'
import { AXE, graveFaults } from './axe'
import { castClass, openStage, STAGE_LIMIT_MS, type Stage, scanUntilFresh } from './stage'

const HALL = { width: 1920, height: 1080 }

vi.setConfig({ testTimeout: 180_000 })

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, STAGE_LIMIT_MS)
afterAll(() => stage?.close())
afterEach(async () => expect(await stage.clear()).toEqual([]))

it('takes a trainee from the code on the hall’s screen to the operator’s list and their own history', async () => {
  const cast = await castClass(stage.api, ['欧阳小三', '吴㛃'])
  const [trainee] = cast.trainees
  const operator = await stage.openPhone({ as: cast.operator })
  await operator.shoot('operator-home')
  await operator.turnTo('我的')
  await operator.tap(cast.unit.name)
  await operator.sees(`正在为“${cast.unit.name}”办理业务`)
  await operator.shoot('operator-me')
  await operator.turnTo('首页')
  await operator.shoot('operator-home-acting')
  await operator.tap('培训班')
  await operator.tap(cast.className)
  await operator.tap('考勤签到')
  await operator.tap('安排一次考勤')
  await operator.fill('备注', '上午签到')
  await operator.shoot('operator-plan')
  await operator.tap('安排考勤')
  await operator.sees('未开始')
  await operator.tap('开启签到')
  await operator.tap('开启签到')
  await operator.sees('签到中')
  await operator.shoot('operator-roll-call')
  await operator.tap('大屏签到')
  const link = await operator.page.getByText(/\/screen\/[0-9a-f]{24}#/).textContent()
  await operator.shoot('operator-screen-link')
  await operator.tap('关闭')
  await operator.tap('考勤名单和登记')
  await operator.sees('吴㛃')
  await operator.shoot('operator-roll-before')

  const hall = await stage.openHall(String(link).trim(), HALL)
  await hall.seesCount(0, 2)
  const phone = await stage.openPhone({ as: trainee })
  await scanUntilFresh(phone, hall)
  await phone.sees('签到成功')
  await phone.sees(cast.className)
  await phone.shoot('trainee-result')

  await hall.seesCount(1, 2)
  await hall.shoot('hall-1920x1080')
  await operator.sees(/扫码 \d\d:\d\d:\d\d/)
  await operator.shoot('operator-roll-after')
  await phone.tap('完成')
  await phone.turnTo('学习')
  await phone.sees('我的考勤')
  await phone.shoot('trainee-study')
  await phone.tap('我的考勤')
  await phone.arrivesAt('my-attendance')
  // The page below says the hours without the day.
  await phone.sees(/^[今明]天 \d\d:\d\d–\d\d:\d\d$/)
  await phone.sees(/日 \d\d:\d\d 扫码$/)
  await phone.shoot('trainee-history')

  await operator.tap('返回')
  await operator.tap('结束签到')
  await operator.tap('结束签到')
  await operator.sees('已结束')
  await hall.sees('签到已结束')
  await hall.shoot('hall-ended')
})

it('asks before the browser reads the place, on the smallest phone and in large type, and checks in without it', async () => {
  const roll = await openRollCall(stage.api, 1, {
    geofence: { latitude: 23.0207, longitude: 113.7518, radiusMetres: 200 },
  })
  const person = await registerPerson(stage.api)
  await enrolPerson(stage.api, person, { ...roll, classId: String(roll.trainingClass._id) })
  const phone = await stage.openPhone({ as: person, screen: { width: 320, height: 640 } })
  const { page } = phone
  await page.addInitScript(AXE)
  await page.context().grantPermissions(['geolocation'])
  await page.context().setGeolocation({ latitude: 23.0208, longitude: 113.7519 })
  const scanned = () => phone.open(checkInLink(stage.api.url, roll.code(), true))
  await scanned()
  await phone.sees('可以读取您的位置吗？')
  await phone.sees('签到成功')
  await phone.shoot('place-question')
  expect(await graveFaults(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await graveFaults(page, 'color-contrast')).toEqual([])
  await page.evaluate(`document.querySelectorAll('html, .ui-page').forEach((one) => one.classList.add('elder'))`)
  await phone.shoot('place-question-elder')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)

  await scanned()
  await phone.tap('不同意')
  await phone.sees('没有取得您的位置')
  await phone.shoot('place-refused')
  await scanned()
  await phone.tap('同意，核对位置')
  await expect.poll(() => page.getByText('没有取得您的位置').count()).toBe(0)
  await expect.poll(() => page.getByText('正在核对您的位置').count()).toBe(0)
  await phone.sees('完成')
  await phone.shoot('place-told')
  await phone.open('/packages/rights/my-consents/index')
  await phone.sees('在签到时读取位置')
  await phone.shoot('location-consent')
})
