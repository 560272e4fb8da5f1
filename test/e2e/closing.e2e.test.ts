import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { castClass, openStage, STAGE_LIMIT_MS, type Stage } from './stage'

const SCREENS = [
  { name: 'phone', screen: { width: 375, height: 812 } },
  { name: 'desk', screen: { width: 1440, height: 900 } },
] as const

vi.setConfig({ testTimeout: 240_000 })

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, STAGE_LIMIT_MS)
afterAll(() => stage?.close())
afterEach(async () => expect(await stage.clear()).toEqual([]))

describe.each(SCREENS)('on a $name', ({ name, screen }) => {
  it('takes a class from its results over the preview to its closing and the hours it gave', async () => {
    const cast = await castClass(stage.api, ['欧阳小三', '陈静'])
    const operator = await stage.openPhone({ as: cast.operator, screen })
    await operator.open('/pages/me/index')
    await operator.tap(cast.unit.name)
    await operator.sees(`正在为“${cast.unit.name}”办理业务`)

    await operator.open(`/packages/staff/class/index?classId=${cast.classId}`)
    await operator.tap('考勤要求')
    await operator.fill('出勤率不低于（%）', '101')
    await operator.tap('保存考勤要求')
    await operator.sees('请填写 0 到 100 的整数')
    await operator.fill('出勤率不低于（%）', '0')
    await operator.tap('保存考勤要求')
    await operator.sees('考勤要求已保存')
    await operator.shoot(`${name}-class`)

    await operator.tap('结班')
    await operator.sees('还有学员没有录入成绩')
    await operator.shoot(`${name}-closing-blocked`)
    await operator.tap('还有学员没有录入成绩')
    await operator.tick('全选（2）')
    await operator.tap('录入成绩')
    await operator.tap('保存成绩')
    await operator.sees('请选择考核结果')
    await operator.tick('合格', 'radio')
    await operator.fill('总分', '86.5')
    await operator.shoot(`${name}-result-entry`)
    await operator.tap('保存成绩')
    await operator.sees('已录入 2/2 人')
    await operator.shoot(`${name}-results`)

    await operator.open(`/packages/training/closing/index?classId=${cast.classId}`)
    await operator.sees('可获学时')
    await operator.shoot(`${name}-closing-preview`)
    await operator.tap('结班')
    await operator.tap('结班')
    await operator.sees('已结班')
    await operator.shoot(`${name}-closed`)
    await operator.tap('查看认定的学时')
    await operator.sees('欧阳小三')
    await operator.shoot(`${name}-recognized`)
    await operator.tap('欧阳小三')
    await operator.sees('办理经过')
    await operator.shoot(`${name}-record`)
  })
})
