import { demoId, TRAINEES } from '@jijiao/api/demo/cast'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DemoWorld, openDemoWorld } from '../support/demo'
import { openStage, STAGE_LIMIT_MS, type Stage } from './stage'

const SCREENS = [
  { name: 'phone', screen: { width: 320, height: 640 }, people: [0, 58] },
  { name: 'desk', screen: { width: 1440, height: 900 }, people: [1, 59] },
] as const

vi.setConfig({ testTimeout: 240_000 })

let stage: Stage
let world: DemoWorld
beforeAll(async () => {
  stage = await openStage()
  world = await openDemoWorld(stage.api)
}, STAGE_LIMIT_MS)
afterAll(() => stage?.close())
afterEach(async () => expect(await stage.clear()).toEqual([]))

const lineOf = (index: number) => {
  const { name, residentId } = TRAINEES[index] ?? expect.fail('no such trainee')
  return `${name} ${residentId}`
}

describe.each(SCREENS)('a provider on a $name', ({ name, screen, people: [ofSchool, ofHospital] }) => {
  it('finds its class, enrols people of two units from a list, and keeps what was wrong in it', async () => {
    const { provider } = world.sessions
    const operator = await stage.openPhone({ session: provider, screen, url: '/pages/home/index' })
    await operator.tap('培训班')
    await operator.sees('生成式人工智能应用公开班')
    await operator.shoot(`provider-${name}-classes`)
    await operator.open(`/packages/staff/class/index?classId=${demoId('class:open-now')}`)
    await operator.tap('人员录入')
    await operator.sees('每行一人')

    const wrong = [`没有此人 ${TRAINEES[2]?.residentId}`, '王伟 44190019990101001X']
    await operator.fill('学员名单', [lineOf(ofSchool), ...wrong, lineOf(ofHospital)].join('\n'))
    await operator.shoot(`provider-${name}-list`)
    await operator.tap('录入')
    await operator.sees('把 3 人录入')
    await operator.shoot(`provider-${name}-asked`)
    await operator.tap('录入')
    await operator.sees('已录入 2 人')
    await operator.sees('没有办成 2 人')
    await operator.sees('没有找到姓名和身份证号都相符')
    await operator.shoot(`provider-${name}-outcomes`)
    expect(await operator.page.getByLabel('学员名单', { exact: true }).last().inputValue()).toBe(wrong.join('\n'))
    await operator.turnToTab('已录入')
    await operator.sees(TRAINEES[ofHospital]?.name ?? '')
    await operator.shoot(`provider-${name}-enrolled`)

    await operator.open(`/packages/training/closing/index?classId=${demoId('class:open-done')}`)
    await operator.sees('已申报，待认定')
    await operator.shoot(`provider-${name}-closed`)
  })
})
