import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { planWorld, submittedPlan } from '../../../../test/support/plans'
import { refusal } from '../../../../test/support/refusal'
import { addTestTeacher } from '../../../../test/support/teachers'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

describe('teachers wanted twice', () => {
  it('are shown for classes on the same days, of the plan and of the unit', async () => {
    const world = await planWorld(api)
    const { operator, reviewer, aPlan, aClass, teacher, unit } = world
    const other = await addTestTeacher(api, unit, '周老师')
    const held = await submittedPlan(world)
    await reviewer.plans.decide({ params: { planId: held.id }, body: { version: held.version, decision: 'approve' } })
    const classes = [
      { ...aClass, name: '同日班', startsOn: '2026-05-08', endsOn: '2026-05-10' },
      { ...aClass, name: '次日班', startsOn: '2026-05-10', endsOn: '2026-05-11', teacherIds: [other.id] },
      { ...aClass, name: '别人的班', headTeacherId: other.id, teacherIds: [] },
    ]
    const { id, classes: planned } = await operator.plans.create({ body: { ...aPlan, classes } })
    const params = { planId: id }
    const { data } = await operator.plans.teacherConflicts({ params })
    const shown = data.map((conflict) => [conflict.teacher.name, conflict.plannedClass.name, conflict.with.name])
    expect(shown).toEqual([
      [teacher.name, '同日班', '次日班'],
      [teacher.name, '同日班', '第一期'],
    ])
    expect(data[1]?.with).toEqual({
      id: held.classes[0]?.id,
      name: '第一期',
      startsOn: '2026-05-06',
      endsOn: '2026-05-08',
    })
    expect(data[0]?.plannedClass.id).toBe(planned[0]?.id)
    const own = await operator.plans.teacherConflicts({ params: { planId: held.id } })
    expect(own.data).toEqual([])
    expect((await refusal(reviewer.plans.teacherConflicts({ params }))).code).toBe('not_found')
    expect((await refusal(api.as().plans.teacherConflicts({ params }))).code).toBe('not_signed_in')
    await operator.classEndings.cancel({ params: { classId: held.classes[0]?.id ?? '' }, body: {} })
    expect((await operator.plans.teacherConflicts({ params })).data).toHaveLength(1)
  })
})
