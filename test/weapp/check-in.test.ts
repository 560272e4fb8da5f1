import { checkInLink, SLOT_SECONDS } from '@jijiao/shared/attendance'
import { classLink } from '@jijiao/shared/classes'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../support/api'
import { enrolPerson, openRollCall } from '../support/attendance'
import { registerPerson, type TestPerson } from '../support/people'
import { ensureWeappBuilt, type LaunchOptions, launchWeapp, type Weapp } from '.'
import { signIn } from './sign-in'

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

const linkOf = (code: string) => checkInLink('https://hall.example.cn', code)

function launch(options: LaunchOptions = {}): Weapp {
  app = launchWeapp(root, { server: api.url, ...options })
  return app
}

/** A roll call that is open now, and a person with an account in its class. */
async function arrange(plan: Parameters<typeof openRollCall>[2] = {}) {
  const roll = await openRollCall(api, 1, plan)
  const person = await registerPerson(api)
  await enrolPerson(api, person, { ...roll, classId: String(roll.trainingClass._id) })
  return { roll, person }
}

/** What the operator's roll says about the person. */
async function rollEntry(roll: Awaited<ReturnType<typeof openRollCall>>, { name }: TestPerson) {
  const { data } = await api.as(roll.operator).attendance.getRoll({ params: { sessionId: roll.sessionId } })
  return data.find((row) => row.name === name)?.mark ?? null
}

async function checkInByDigits(roll: Awaited<ReturnType<typeof openRollCall>>): Promise<void> {
  app.relaunch('/pages/check-in/index?by=digits')
  await app.input('六位数字', roll.digits())
  await app.tap('签到')
}

describe('a trainee with the built mini-program and the real server', () => {
  it('signs in, scans the code and is on the roll', async () => {
    const { roll, person } = await arrange()
    launch()
    await signIn(app, person)
    await app.tap('扫码签到')
    await app.until(() => app.route() === 'pages/check-in/index', 'the check-in page')
    app.world.scanned = linkOf(roll.code())
    await app.tap('扫码签到')
    await app.seesText('签到成功培训班继续教育第一期')
    expect(await rollEntry(roll, person)).toMatchObject({ state: 'present', source: 'scan' })
  })

  it('sees the class, its place and its attendance behind the code on the class’s notice', async () => {
    const { roll, person } = await arrange()
    launch()
    await signIn(app, person)
    const link = classLink('https://hall.example.cn', String(roll.trainingClass._id))
    app.relaunch(`/packages/trainee/my-class/index?q=${encodeURIComponent(link)}`)
    await app.seesText(roll.trainingClass.name)
    await app.seesText(roll.trainingClass.place)
  })

  it('says where it is where the roll call has a place, and checks in all the same where the person does not say', async () => {
    const { roll, person } = await arrange({ geofence: { latitude: 23.0207, longitude: 113.7518, radiusMetres: 200 } })
    const link = () => checkInLink('https://hall.example.cn', roll.code(), true)
    const other = await registerPerson(api, { name: '欧阳小三' })
    await enrolPerson(api, other, { ...roll, classId: String(roll.trainingClass._id) })
    launch()
    await signIn(app, person)
    app.world.position = { latitude: 23.0208, longitude: 113.7519, accuracy: 30 }
    app.relaunch(`/pages/check-in/index?q=${encodeURIComponent(link())}`)
    await app.seesText('可以读取您的位置吗？')
    await app.seesText('签到成功')
    expect(located()).toEqual([])
    expect(await rollEntry(roll, person)).toMatchObject({ state: 'present', flags: ['withoutPlace'] })
    // Longer than any code lives: the scan has not waited for the answer.
    api.clock.advance(2 * 60_000)
    await app.tap('同意，核对位置')
    await expect.poll(async () => (await rollEntry(roll, person))?.flags).toEqual([])
    expect(located()).toHaveLength(1)
    await app.tap('完成')

    app.relaunch('/packages/rights/my-consents/index')
    await app.seesText('在签到时读取位置')
    app.relaunch(`/pages/check-in/index?q=${encodeURIComponent(link())}`)
    await app.seesText('已经签到')
    expect(located()).toHaveLength(2)
    app.relaunch('/packages/rights/my-consents/index')
    await app.tap('撤回对在签到时读取位置的同意')
    await app.tap('撤回同意')
    await app.seesText('已撤回')
    expect(app.world.storage.has('place-consent')).toBe(false)
    expect(app.close()).toEqual([])

    launch()
    await signIn(app, other)
    app.relaunch(`/pages/check-in/index?q=${encodeURIComponent(link())}`)
    await app.tap('不同意')
    await app.seesText('没有取得您的位置，由经办人核对您是否在现场')
    expect(await rollEntry(roll, other)).toMatchObject({ state: 'present', flags: ['withoutPlace'] })
    expect(located()).toEqual([])
  })

  it('asks for the place after the six digits, and again where the consent was withdrawn on another phone', async () => {
    const { roll, person } = await arrange({ geofence: { latitude: 23.0207, longitude: 113.7518, radiusMetres: 200 } })
    launch()
    await signIn(app, person)
    await checkInByDigits(roll)
    await app.seesText('签到成功')
    await app.tap('同意，核对位置')
    await app.seesText('没有读到位置')
    const me = () => api.as(person.token)
    await expect.poll(async () => (await me().myData.consents()).consents[0]?.purpose).toBe('location')
    const { storage } = app.world
    await app.until(() => String(storage.get('place-consent')).includes('true'), 'the consent to be kept')
    expect(app.close()).toEqual([])

    await me().myData.withdrawConsent({ params: { purpose: 'location' } })
    launch({ storage })
    await app.until(() => !storage.has('place-consent'), 'the withdrawal to arrive')
    await checkInByDigits(roll)
    await app.seesText('已经签到')
    expect(located()).toEqual([])
    await app.tap('同意，核对位置')
    await app.seesText('没有读到位置')
    app.world.position = { latitude: 23.0208, longitude: 113.7519, accuracy: 30 }
    await app.tap('重新读取位置')
    await expect.poll(async () => (await rollEntry(roll, person))?.flags).toEqual([])
  })

  it('says why a code is refused, and accepts the next one', async () => {
    const { roll, person } = await arrange()
    launch()
    await signIn(app, person)
    await app.tap('扫码签到')
    app.world.scanned = linkOf(roll.code(api.clock.now() - 5 * SLOT_SECONDS * 1000))
    await app.tap('扫码签到')
    await app.seesText('没有签到成功')
    await app.seesText('已过期')
    expect(await rollEntry(roll, person)).toBeNull()
    app.world.scanned = linkOf(roll.code())
    await app.tap('重新扫码')
    await app.seesText('签到成功培训班')
  })

  it('checks in by the six digits, with the error on the field when they are wrong', async () => {
    const { roll, person } = await arrange()
    launch()
    await signIn(app, person)
    await app.tap('扫码签到')
    await app.tap('输入六位数字')
    await app.input('六位数字', roll.digits() === '000000' ? '000001' : '000000')
    await app.tap('签到')
    await app.seesText('六位数字不正确')
    await app.input('六位数字', roll.digits())
    await app.tap('签到')
    await app.seesText('签到成功培训班')
    expect(await rollEntry(roll, person)).toMatchObject({ source: 'digits' })
  })

  it('keeps a scan made without network over a restart, and sends it when the network returns', async () => {
    const { roll, person } = await arrange()
    launch()
    await signIn(app, person)
    const scannedAt = api.clock.now()
    app.setOnline(false)
    await app.tap('扫码签到')
    app.world.scanned = linkOf(roll.code())
    await app.tap('扫码签到')
    await app.seesText('已保存，等待上传')
    expect(await rollEntry(roll, person)).toBeNull()
    const { storage } = app.world
    expect(app.close()).toEqual([])

    api.clock.advance(5 * 60_000)
    launch({ storage, isOnline: false })
    await app.tap('扫码签到')
    await app.seesText('等待上传')
    app.setOnline(true)
    await app.until(() => !app.text().includes('等待上传'), 'the scan to be sent')
    await app.seesText('已到')
    expect(await rollEntry(roll, person)).toMatchObject({ state: 'present', source: 'kept', flags: ['sentLate'] })
    const mark = await rollEntry(roll, person)
    expect(Math.abs(Date.parse(mark?.markedAt ?? '') - scannedAt)).toBeLessThanOrEqual(2 * SLOT_SECONDS * 1000)
  })

  it('is brought by the scanner of WeChat itself, also as a guest who signs in first', async () => {
    const { roll, person } = await arrange()
    launch({ url: `/pages/check-in/index?q=${encodeURIComponent(linkOf(roll.code()))}` })
    await app.seesText('登录后签到')
    await signIn(app, person)
    await app.seesText('签到成功培训班')
    expect(await rollEntry(roll, person)).toMatchObject({ state: 'present' })
  })

  it('renews an expired access token on the way, once for all requests', async () => {
    const { person } = await arrange()
    launch()
    await signIn(app, person)
    api.clock.advance(11 * 60_000)
    app.relaunch('/pages/me/index')
    await app.seesText(person.name)
    await app.until(() => renewals().length === 1, 'the renewal')
    await app.tap('退出登录')
    await app.tap('退出登录')
    await app.seesText('您还没有登录')
    expect(renewals()).toHaveLength(1)
  })
})

const located = () => app.calls.filter(({ name }) => name === 'getLocation')

const renewals = () =>
  app.calls.filter(({ name, options }) => name === 'request' && (options as { url: string }).url.endsWith('refresh'))
