import { createCheckInCodes, slotAt } from '@jijiao/api/features/attendance/code'
import { TRIES_PER_SLOT } from '@jijiao/shared/attendance'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { registerPerson } from '../support/people'
import type { Hall } from './hall'
import { type Cast, castClass, openStage, STAGE_LIMIT_MS, type Stage, scanUntilFresh } from './stage'

const SLOT_LIMIT_MS = 60_000

vi.setConfig({ testTimeout: 180_000 })

let stage: Stage
let cast: Cast
let sessionId: string
let screen: string

beforeAll(async () => {
  stage = await openStage()
}, STAGE_LIMIT_MS)
afterAll(() => stage?.close())
afterEach(async () => expect(await stage.clear()).toEqual([]))

beforeEach(async () => {
  cast = await castClass(stage.api, ['买买提·艾力'])
  const { planSession, moveSession, linkScreen } = stage.api.as(cast.operatorToken).attendance
  const [startsAt, endsAt] = [Date.now(), Date.now() + 3 * 3_600_000].map((at) => new Date(at).toISOString())
  const body = { startsAt: String(startsAt), endsAt: String(endsAt), lateAfterMinutes: 10, offlineLimitMinutes: 30 }
  sessionId = (await planSession({ params: { classId: cast.classId }, body })).id
  await moveSession({ params: { sessionId }, body: { action: 'open' } })
  screen = (await linkScreen({ params: { sessionId } })).url
})

const codes = () => createCheckInCodes(stage.api.app.deps.secrets.checkInKey)
const hallAt = (width: number, height: number): Promise<Hall> => stage.openHall(screen, { width, height })
const marks = async () => {
  const { data } = await stage.api.as(cast.operatorToken).attendance.getRoll({ params: { sessionId } })
  return data.flatMap(({ mark }) => mark ?? [])
}

it('shows a code that can be read on a projector of 4:3, with nothing cut off', async () => {
  for (const [width, height] of [
    [1024, 768],
    [1280, 720],
    [1920, 1080],
  ] as const) {
    const hall = await hallAt(width, height)
    expect(await hall.readCode()).toContain(`${stage.api.url}/c/`)
    const isWhole = 'document.documentElement.scrollHeight <= innerHeight'
    expect(await hall.page.evaluate(isWhole), `${width}×${height}`).toBe(true)
    await hall.shoot(`hall-${width}x${height}`)
  }
})

it('refuses somebody who is not enrolled and says whom to ask', async () => {
  const stranger = await registerPerson(stage.api, { name: '单于飞' })
  const hall = await hallAt(1920, 1080)
  const phone = await stage.openPhone({ as: stranger })
  await scanUntilFresh(phone, hall)
  await phone.sees('您不在这个培训班的名单里，请联系培训班经办人')
  await phone.shoot('refused-not-enrolled')
  expect(await marks()).toEqual([])
})

it('refuses an old code, by the server’s slots, and takes the present one', async () => {
  const hall = await hallAt(1920, 1080)
  const phone = await stage.openPhone({ as: cast.trainees[0] })
  const old = await hall.readCode()
  const { slot } = codes().read(old.split('/c/')[1] ?? '') ?? expect.fail('not a code of ours')
  await expect.poll(() => slotAt(Date.now()) - slot, { timeout: SLOT_LIMIT_MS }).toBeGreaterThanOrEqual(2)
  await phone.open(old)
  await phone.sees('这个签到码已过期，请对准现场屏幕上的最新签到码重新扫描')
  await phone.shoot('refused-expired')
  expect(await marks()).toEqual([])
  await scanUntilFresh(phone, hall)
  await phone.sees('签到成功')
})

it('writes a second scan nowhere and says when the first one was', async () => {
  const hall = await hallAt(1920, 1080)
  const phone = await stage.openPhone({ as: cast.trainees[0] })
  await scanUntilFresh(phone, hall)
  await phone.sees('签到成功')
  const time = await phone.page.getByText(/\d日 \d\d:\d\d:\d\d$/).textContent()
  const before = await marks()
  await scanUntilFresh(phone, hall)
  await phone.sees('您之前已经签到，不需要再签一次')
  await phone.sees(String(time))
  await phone.shoot('repeated')
  expect(await marks()).toEqual(before)
  expect(before).toHaveLength(1)
})

it('refuses a scan after the roll call was closed, and its screen goes dark', async () => {
  const hall = await hallAt(1920, 1080)
  const phone = await stage.openPhone({ as: cast.trainees[0] })
  await hall.readCode()
  const { moveSession } = stage.api.as(cast.operatorToken).attendance
  await moveSession({ params: { sessionId }, body: { action: 'close' } })
  await phone.open(`/c/${codes().codeOf(sessionId, slotAt(Date.now()))}`)
  await phone.sees('签到已经结束，如已到场请联系经办人补登')
  await phone.shoot('refused-closed')
  await hall.sees('这个屏幕链接已失效')
  expect(await marks()).toEqual([])
})

it('waits for the digits in their field, without another tap', async () => {
  await hallAt(1920, 1080)
  const phone = await stage.openPhone({ as: cast.trainees[0] })
  await phone.tap('扫码签到')
  await phone.tap('输入六位数字')
  await phone.sees(cast.className)
  await phone.page.keyboard.type('123456', { delay: 50 })
  expect(await phone.page.getByLabel('六位数字', { exact: true }).inputValue()).toBe('123456')
})

it('stops who guesses the six digits, and takes those on the screen afterwards', async () => {
  const hall = await hallAt(1920, 1080)
  const phone = await stage.openPhone({ as: cast.trainees[0] })
  await phone.tap('扫码签到')
  await phone.tap('输入六位数字')
  await phone.sees(cast.className)

  const send = async (digits: string): Promise<number> => {
    await phone.fill('六位数字', digits)
    const answered = phone.page.waitForResponse((response) => response.url().endsWith('/check-ins'))
    await phone.tap('签到')
    return (await answered).status()
  }
  // The count begins anew with each slot; a slow machine gets less than five tries into the first.
  const statuses: number[] = []
  const deadline = Date.now() + SLOT_LIMIT_MS
  while (statuses.at(-1) !== 429 && Date.now() < deadline) statuses.push(await send(wrongDigits(statuses.length)))
  expect(statuses.at(-1)).toBe(429)
  expect(statuses.slice(-1 - TRIES_PER_SLOT, -1)).toEqual(Array.from({ length: TRIES_PER_SLOT }, () => 422))
  await phone.sees('输错次数太多，请等屏幕上的数字更新后再试，或改用扫码')
  await phone.shoot('refused-guessed')
  expect(await marks()).toEqual([])

  await expect.poll(async () => send(await hall.digits()), { timeout: SLOT_LIMIT_MS }).toBe(200)
  await phone.sees('签到成功')
})

/** Six digits that are not those of any slot near now. */
function wrongDigits(from: number): string {
  const slot = slotAt(Date.now())
  const right = [-2, -1, 0, 1, 2, 3].map((offset) => codes().digitsOf(sessionId, slot + offset))
  for (let number = from; ; number++) {
    const digits = String(number).padStart(6, '0')
    if (!right.includes(digits)) return digits
  }
}

it('shows another unit’s operator nothing of the roll call', async () => {
  const other = await castClass(stage.api, [])
  const phone = await stage.openPhone({ as: other.operator })
  await phone.turnTo('我的')
  await phone.tap(other.unit.name)
  await phone.sees(`正在为“${other.unit.name}”办理业务`)
  for (const page of ['roll-call', 'roll', 'check-in-code']) {
    await phone.open(`/packages/staff/${page}/index?sessionId=${sessionId}`)
    await phone.sees('没有找到，或者不是本单位的')
    expect(await phone.text()).not.toContain(cast.className)
    await phone.shoot(`refused-other-unit-${page}`)
  }
})

it('reads the code in a chosen picture, for a browser without a camera', async () => {
  const hall = await hallAt(1920, 1080)
  const phone = await stage.openPhone({ as: cast.trainees[0] })
  await phone.tap('扫码签到')
  await phone.tap('扫码签到')
  await phone.sees('没有打开摄像头')
  const choose = (picture: Buffer) =>
    phone.page.setInputFiles('input[type=file]', { name: 'a.png', mimeType: 'image/png', buffer: picture })
  await choose(await phone.page.screenshot())
  await phone.sees('这张图片里没有找到二维码，请对准签到码重拍一张')
  await phone.shoot('scan-picture')
  await hall.readCode()
  await choose(await hall.photograph())
  await phone.sees('签到成功')
  expect(await marks()).toHaveLength(1)
})
