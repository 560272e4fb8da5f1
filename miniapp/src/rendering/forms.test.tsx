// @vitest-environment jsdom
import './browser-gaps'

import type { UnitInformationView } from '@jijiao/shared/organizations'
import type { ReactNode } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { ClassForm } from '../features/class-management/class-form'
import { CourseForm } from '../features/courses'
import { ExemptionForm } from '../features/exemptions'
import { RealNameForm } from '../features/session'
import { TeacherForm } from '../features/teachers'
import { UnitInformation } from '../features/unit-information'
import { type Asked, complaintAt, field, fill, press, problem, render, serve } from './render'

afterEach(() => vi.unstubAllGlobals())

const UNIT: UnitInformationView = {
  organizationId: '5f00000000000000000000a1',
  name: '南城理工学校',
  code: '91441900MA4W00006X',
  certificateType: 'unifiedSocialCreditCode',
  legalRepresentative: null,
  nature: '20',
  subordination: '40',
  contact: '李静',
  officePhone: null,
  mobile: null,
  email: null,
  postalCode: null,
  address: '南城街道',
  functions: null,
  version: 1,
  abilities: { save: true },
}

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

it('keeps what is typed while a form is being saved, and saves it on top', async () => {
  const saved = { ...UNIT, contact: '陈静', version: 2 }
  let reload = () => {}
  const isReloading = new Promise<void>((resolve) => {
    reload = resolve
  })
  const heard = serve(async ({ method }) => {
    if (method === 'PUT') return { body: saved }
    if (!heard.some((asked) => asked.method === 'PUT')) return { body: UNIT }
    await isReloading
    return { body: saved }
  })
  const puts = () => heard.filter(({ method }) => method === 'PUT')
  render(<UnitInformation />)
  await fill('联系人', '陈静')
  await press('保存')
  await vi.waitFor(() => expect(puts()).toHaveLength(1))
  await fill('单位地址', '南城街道鸿福路 100 号')
  reload()
  await vi.waitFor(async () => {
    await press('保存')
    expect(puts()).toHaveLength(2)
  })
  expect(puts()[1]?.body).toMatchObject({ version: 2, contact: '陈静', address: '南城街道鸿福路 100 号' })
})

it('grants an exemption for the years from the first to the last, which follows the first', async () => {
  const kind = { code: 'maternity', label: '产假', categories: null, numerator: 1, denominator: 2 }
  const trainee = { id: UNIT.organizationId, name: '欧阳小三', residentId: '441900********0010' }
  const heard = serve(({ method, path }) => {
    if (method === 'POST') return { status: 409, body: problem('exemption_exists', 409) }
    return { body: path.startsWith('/exemptions/kinds') ? { kinds: [kind] } : { data: [trainee], nextCursor: null } }
  })
  const thisYear = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
  render(<ExemptionForm />)
  await press('欧阳小三441900********0010')
  await fill('到哪一年', String(thisYear + 1))
  await fill('年度', String(thisYear - 1))
  expect((await field('到哪一年')).value).toBe(String(thisYear - 1))
  await fill('到哪一年', String(thisYear))
  await fill('减免原因', 'maternity')
  await fill('依据', '产假证明')
  await press('准予减免')
  await vi.waitFor(() =>
    expect(heard.find(({ method }) => method === 'POST')?.body).toMatchObject({
      code: 'maternity',
      years: [thisYear - 1, thisYear],
    }),
  )
})

it('says no longer that something is to be changed once each complaint is dealt with, several at one time too', async () => {
  const kind = { code: 'maternity', label: '产假', categories: null, numerator: 1, denominator: 2 }
  const trainee = { id: UNIT.organizationId, name: '欧阳小三', residentId: '441900********0010' }
  serve(({ path }) => ({
    body: path.startsWith('/exemptions/kinds') ? { kinds: [kind] } : { data: [trainee], nextCursor: null },
  }))
  render(<ExemptionForm />)
  await fill('依据', '产假证明')
  await press('准予减免')
  expect(document.body.textContent).toContain('有内容需要修改')
  await press('欧阳小三441900********0010')
  await fill('减免原因', 'maternity')
  expect(document.body.textContent).not.toContain('有内容需要修改')
})
