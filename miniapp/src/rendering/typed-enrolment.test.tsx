// @vitest-environment jsdom
import './browser-gaps'

import type { ClassView } from '@jijiao/shared/classes'
import { PROBLEMS } from '@jijiao/shared/http'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Enrollment } from '../features/class-management'
import { type Asked, buttons, field, fill, press, problem, render, serve } from './render'

const ID = 'a'.repeat(24)
const GOOD = ['陈静 11010519491231002X', '李明\t442000200002290129', '周岩，810000199001010019'] as const
const BAD = '王伟 44190019990101001X'
const NOT_FOUND = PROBLEMS.person_not_enrollable.title

const theClass: ClassView = {
  id: ID,
  organization: { id: ID, name: '东莞市继续教育中心' },
  name: '公开班',
  category: 'professional',
  courseName: '工程伦理',
  startsOn: '2026-03-02',
  endsOn: '2026-03-04',
  plannedNumber: 60,
  place: '三楼',
  creditHourTenths: 180,
  plan: null,
  state: 'open',
  note: null,
  enrolledCount: 0,
  assessedCount: 0,
  attendanceRule: { leastSharePercent: 0, leave: 'doesNotCount', scanOut: false },
  version: 1,
  createdAt: '2026-03-01T00:00:00.000Z',
  abilities: {
    edit: false,
    open: false,
    cancel: true,
    close: true,
    reopen: false,
    enrol: false,
    enrolByIdentity: true,
    setTimetable: true,
    setAttendanceRule: true,
  },
}

/** The server with this class; `answer`: to the list that is sent. */
function open(abilities: Partial<ClassView['abilities']>, answer?: () => { status?: number; body: unknown }) {
  const asked = serve(({ method, path }: Asked) => {
    if (path === `/classes/${ID}`) return { body: { ...theClass, abilities: { ...theClass.abilities, ...abilities } } }
    if (path.startsWith(`/classes/${ID}/enrollments?`)) return { body: { data: [], nextCursor: null } }
    return method === 'POST' ? answer?.() : undefined
  })
  render(<Enrollment classId={ID} />)
  return asked
}
const text = () => document.body.textContent ?? ''
/** In the sheet that asks, which comes after the page's own button. */
const agree = () => {
  const named = [...document.querySelectorAll('button')].filter(({ textContent }) => textContent === '录入')
  named.at(-1)?.click()
}
const sent = (asked: readonly Asked[]) => asked.filter(({ method }) => method === 'POST')

beforeEach(() => vi.stubGlobal('scrollTo', () => undefined))
afterEach(() => vi.unstubAllGlobals())

it('sends each person of the list, and leaves in the box what was not enrolled, with its reason', async () => {
  const results = [
    { row: 0, outcome: 'done' },
    { row: 1, outcome: 'refused', problem: { code: 'person_not_enrollable', title: NOT_FOUND } },
    { row: 2, outcome: 'done' },
  ]
  const asked = open({}, () => ({ body: { results } }))
  await fill('学员名单', [GOOD[0], BAD, GOOD[1], '', GOOD[2]].join('\n'))
  await press('录入')
  await vi.waitFor(() => expect(text()).toContain('把 3 人录入“公开班”？'))
  expect(sent(asked)).toEqual([])
  agree()
  await vi.waitFor(() => expect(text()).toContain('已录入 2 人'))
  expect(sent(asked)).toMatchObject([
    {
      path: `/classes/${ID}/enrollments/by-identity`,
      body: {
        people: [
          { name: '陈静', residentId: '11010519491231002X' },
          { name: '李明', residentId: '442000200002290129' },
          { name: '周岩', residentId: '810000199001010019' },
        ],
      },
    },
  ])
  expect((await field('学员名单')).value).toBe(`${BAD}\n${GOOD[1]}`)
  expect(text()).toContain('校验不通过')
  expect(text()).toContain(NOT_FOUND)
})

it('keeps the whole list when the server fails, and through a look at who is in the class', async () => {
  open({}, () => ({ status: 500, body: problem('internal_error', 500) }))
  await fill('学员名单', GOOD.join('\n'))
  await press('录入')
  await vi.waitFor(() => expect(text()).toContain('把 3 人'))
  agree()
  await vi.waitFor(() => expect(document.querySelector('[role=alert]')).not.toBeNull())
  await press('取消')
  await press('已录入')
  await vi.waitFor(() => expect(text()).toContain('还没有录入学员'))
  await press('录入学员')
  expect((await field('学员名单')).value).toBe(GOOD.join('\n'))
})

it('asks nobody about a list in which every line is wrong', async () => {
  const asked = open({})
  await fill('学员名单', `${BAD}\n张三`)
  await press('录入')
  await vi.waitFor(() => expect(text()).toContain('没有办成 2 人'))
  expect((await field('学员名单')).value).toBe(`${BAD}\n张三`)
  await fill('学员名单', ' \n')
  await press('录入')
  await vi.waitFor(() => expect(text()).toContain('请先写名单'))
  expect(sent(asked)).toEqual([])
})

it.each([
  ['a unit', { enrolByIdentity: false, enrol: true }, ['未录入', '已录入']],
  ['nobody who may enrol', { enrolByIdentity: false }, []],
] as const)('offers %s no list to type', async (_, abilities, tabs) => {
  open(abilities)
  await vi.waitFor(() => expect(text()).toContain('还可录 60 人'))
  expect(buttons().filter((name) => ['未录入', '录入学员', '已录入'].includes(name))).toEqual(tabs)
})
