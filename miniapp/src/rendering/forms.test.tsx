// @vitest-environment jsdom
import './browser-gaps'

import type { ReactNode } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { ClassForm } from '../features/class-management/class-form'
import { CourseForm } from '../features/courses'
import { RealNameForm } from '../features/session'
import { TeacherForm } from '../features/teachers'
import { type Asked, complaintAt, field, fill, press, problem, render, serve } from './render'

afterEach(() => vi.unstubAllGlobals())

type Case = {
  readonly form: string
  readonly draw: () => ReactNode
  /** What is typed, by label. */
  readonly typed: Readonly<Record<string, string>>
  readonly send: string
  readonly to: string
  /** The server's complaint, and the label of its field. */
  readonly pointer: string
  readonly at: string
}

const CASES: readonly Case[] = [
  {
    form: 'the real name',
    draw: () => <RealNameForm onVerified={() => undefined} />,
    typed: { 姓名: '欧阳小三', 身份证号码: '441900199001010010' },
    send: '提交认证',
    to: '/accounts/me/real-name',
    pointer: '#/residentId',
    at: '身份证号码',
  },
  {
    form: 'a class',
    draw: () => <ClassForm existing={null} onSaved={() => undefined} />,
    typed: {
      培训班名称: '安全生产第二期',
      科目类型: 'public',
      课程名称: '安全生产法规',
      开始日期: '2026-05-06',
      结束日期: '2026-05-08',
      计划人数: '60',
      培训地点: '报告厅',
      学时: '6.5',
    },
    send: '建立培训班',
    to: '/classes',
    pointer: '#/creditHourTenths',
    at: '学时',
  },
  {
    form: 'a teacher',
    draw: () => <TeacherForm teacherId={undefined} />,
    typed: { 姓名: '罗建平', 身份证号: '441900197209100015', 手机号: '13900012011', 电子邮箱: '不是邮箱' },
    send: '添加师资',
    to: '/teachers',
    pointer: '#/email',
    at: '电子邮箱',
  },
  {
    form: 'a course',
    draw: () => <CourseForm courseId={undefined} />,
    typed: { 课程名称: '工程伦理', 年度: '2026', 职称系列: '050', 学习内容: '规范与案例' },
    send: '新建课程',
    to: '/courses',
    pointer: '#/series',
    at: '职称系列',
  },
]

it.each(CASES)('$form: what the server does not accept stands at its field, and nothing typed is lost', async (one) => {
  const { typed, to, pointer, at } = one
  const complaint = '这一项不正确，请修改'
  const refuse = ({ path, method }: Asked) =>
    method === 'POST' && path === to
      ? { status: 422, body: problem('invalid_input', 422, { [pointer]: complaint, '#/other': '还有一处不对' }) }
      : undefined
  const heard = serve(refuse)
  render(one.draw())
  for (const [label, value] of Object.entries(typed)) await fill(label, value)
  await press(one.send)
  await vi.waitFor(async () => expect(await complaintAt(at)).toBe(complaint))
  expect(document.querySelector('.ui-summary')?.textContent).toContain('还有一处不对')
  for (const [label, value] of Object.entries(typed)) {
    expect((await field(label)).value, label).toBe(value)
    if (label !== at) expect(await complaintAt(label), label).toBeUndefined()
  }
  await press(one.send)
  await vi.waitFor(() => expect(heard.filter(({ method }) => method === 'POST')).toHaveLength(2))
})

it.each(CASES)('$form: keeps what was typed where there is no network, and says so', async (one) => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })
  render(one.draw())
  for (const [label, value] of Object.entries(one.typed)) await fill(label, value)
  await press(one.send)
  await vi.waitFor(() => expect(document.querySelector('.ui-summary')?.textContent).toMatch(/网络/))
  for (const [label, value] of Object.entries(one.typed)) expect((await field(label)).value, label).toBe(value)
})
