import { expect, it } from 'vitest'
import { checkPlan, newClass, planBody, planValuesOf } from './plan-values'

const typed = {
  ...planValuesOf(null),
  courseId: { id: 'a'.repeat(24), name: '工程伦理', year: 2026 },
  name: '工程伦理培训',
  trainingDays: '3',
}

it('names what is missing of a class as the server does, so that it lands on the same field', () => {
  const complaints = checkPlan({ ...typed, classes: [newClass(typed), { ...newClass(typed), name: ' ' }] })
  expect(complaints['classes/0/name']).toBeUndefined()
  expect(complaints['classes/0/headTeacherId']).toBe('请选择班主任')
  expect(complaints['classes/1/name']).toBe('请填写培训班名称')
})

it('counts six hours a day where no hours are typed, and tenths where they are', () => {
  expect(planBody(typed).creditHourTenths).toBe(180)
  expect(planBody({ ...typed, creditHourTenths: '16.1' }).creditHourTenths).toBe(161)
})

it('takes subjects out of one line, whatever separates them', () => {
  const planned = { ...newClass(typed), plannedNumber: '60', subjects: '工程伦理、 职业道德，,法规；' }
  expect(planBody({ ...typed, classes: [planned] }).classes[0]).toMatchObject({
    plannedNumber: 60,
    subjects: ['工程伦理', '职业道德', '法规'],
  })
})
