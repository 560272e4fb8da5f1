import { expect, it } from 'vitest'
import { differencesOf } from './words'

it('says in words what a second submission changed: of the plan, of a class, and of a class that went', () => {
  expect(
    differencesOf([
      { classId: null, className: null, field: 'creditHourTenths', before: '180', after: '125' },
      { classId: 'a'.repeat(24), className: '第一期', field: 'studyMode', before: 'online', after: 'faceToFace' },
      { classId: 'a'.repeat(24), className: '第一期', field: 'timetable', before: null, after: '每天 9 点' },
      { classId: 'b'.repeat(24), className: '第二期', field: 'class', before: '第二期', after: null },
    ]),
  ).toEqual([
    { name: '学时', before: '18', after: '12.5' },
    { name: '第一期 · 学习形式', before: '网络培训', after: '面授' },
    { name: '第一期 · 课程安排', before: null, after: '每天 9 点' },
    { name: '培训班', before: '第二期', after: null },
  ])
})
