import { describe, expect, it } from 'vitest'
import type { PlanContent } from './contract'
import { changesBetween, type ReviewRoute, reviewStepsFor } from './rules'

const teacher = (name: string) => ({ id: name.padEnd(24, '0'), name })

const content: PlanContent = {
  courseId: 'c'.repeat(24),
  courseName: '工程伦理',
  series: '080',
  year: 2026,
  name: '春季计划',
  trainingDays: 3,
  creditHourTenths: 180,
  startsOn: '2026-05-01',
  endsOn: '2026-06-30',
  content: '',
  audience: '',
  remark: '',
  classes: ['a', 'b'].map((letter) => ({
    id: letter.repeat(24),
    name: `${letter}班`,
    startsOn: '2026-05-06',
    endsOn: '2026-05-08',
    plannedNumber: 60,
    studyMode: 'faceToFace',
    examType: 'openBook',
    place: '报告厅',
    timetable: '',
    headTeacher: teacher('林'),
    teachers: [teacher('林')],
    subjects: ['伦理'],
  })),
}
const [first, second] = content.classes as [PlanContent['classes'][number], PlanContent['classes'][number]]

describe('the difference of two submissions', () => {
  it('is empty when nothing changed', () => {
    expect(changesBetween(content, structuredClone(content))).toEqual([])
  })

  it('names the fields of the plan and of its classes', () => {
    const classes = [{ ...first, plannedNumber: 80, teachers: [teacher('林'), teacher('周')] }, second]
    const next = { ...content, remark: '已补充', creditHourTenths: 195, classes }
    const inClass = { classId: first.id, className: 'a班' }
    expect(changesBetween(content, next)).toEqual([
      { classId: null, className: null, field: 'creditHourTenths', before: '180', after: '195' },
      { classId: null, className: null, field: 'remark', before: null, after: '已补充' },
      { ...inClass, field: 'plannedNumber', before: '60', after: '80' },
      { ...inClass, field: 'teachers', before: '林', after: '林、周' },
    ])
  })

  it('tells of classes that came and went, and ignores their order', () => {
    const third = { ...second, id: 'd'.repeat(24), name: 'd班' }
    expect(changesBetween(content, { ...content, classes: [second, first] })).toEqual([])
    expect(changesBetween(content, { ...content, classes: [third, first] })).toEqual([
      { classId: third.id, className: 'd班', field: 'class', before: null, after: 'd班' },
      { classId: second.id, className: 'b班', field: 'class', before: 'b班', after: null },
    ])
  })
})

describe('the review route', () => {
  const plan = { regionCodes: ['440000', '440100', '440106'], series: '080', year: 2026 }
  const both = ['industryAuthority', 'hrAuthority'] as const
  const one = ['industryAuthority'] as const
  const route = (regionCode: string, series: string | null, year: number | null, steps: ReviewRoute['steps']) => ({
    regionCode,
    series,
    year,
    steps,
  })

  it('is the industry authority alone where nothing is set', () => {
    expect(reviewStepsFor([], plan)).toEqual(one)
    expect(reviewStepsFor([route('441900', null, null, both)], plan)).toEqual(one)
    expect(reviewStepsFor([route('440000', '250', null, both)], plan)).toEqual(one)
    expect(reviewStepsFor([route('440000', null, 2025, both)], plan)).toEqual(one)
  })

  it.each([
    ['the nearer region before the series', route('440106', null, null, both), route('440000', '080', 2026, one)],
    ['the series before the year', route('440000', '080', null, both), route('440000', null, 2026, one)],
    ['the series before any', route('440100', '080', null, both), route('440100', null, null, one)],
    ['the year before any', route('440100', null, 2026, both), route('440100', null, null, one)],
    ['series and year before the series', route('440100', '080', 2026, both), route('440100', '080', null, one)],
  ])('takes %s', (_, winner, loser) => {
    expect(reviewStepsFor([winner, loser], plan)).toEqual(both)
    expect(reviewStepsFor([loser, winner], plan)).toEqual(both)
  })
})
