// @vitest-environment jsdom
import './browser-gaps'

import type { CertificateView } from '@jijiao/shared/certificates'
import type { DishonestyView } from '@jijiao/shared/dishonesty'
import type { ImportView } from '@jijiao/shared/imports'
import type { LeaveRequestView } from '@jijiao/shared/leave-requests'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CertificateDetail } from '../features/certificates'
import { DishonestyDetail } from '../features/dishonesty'
import { ImportDetail } from '../features/imports'
import { LeaveList } from '../features/leave-decisions'
import { buttons, render, serve } from './render'

afterEach(() => vi.unstubAllGlobals())

const ID = 'a'.repeat(24)
const AT = '2026-03-02T01:00:00.000Z'
const unit = { id: ID, name: '东莞市第一中学' }

const certificate: CertificateView = {
  id: ID,
  number: '2025-441900-0123456789-01',
  state: 'valid',
  issuedOn: '2025-12-30',
  isOutdated: false,
  version: 1,
  abilities: { print: false, regenerate: false, suspend: false, resume: false, revoke: false },
  sums: [],
  totalTenths: 900,
  verdict: 'passed',
  traineeId: ID,
  name: '欧阳小三',
  sex: '女',
  residentId: '4419**********0010',
  unit,
  year: 2025,
  series: [],
  courses: [],
  ruleSet: 'GD-2021:1',
  issuingBody: '东莞市人力资源和社会保障局',
  verificationId: '7YWHMfk9JZe1LMNgQkqPQR',
  supersedesId: null,
  supersededById: null,
  supersessionCause: null,
  reason: null,
  issuedAt: AT,
  changedAt: AT,
}

const dishonesty: DishonestyView = {
  id: ID,
  subjectKind: 'person',
  subjectName: '欧阳小三',
  category: 'proxyAttendance',
  content: '代签到一次',
  recordedBy: unit,
  recordedAt: AT,
  state: 'noticed',
  version: 1,
  abilities: { notify: false, enforce: false, revoke: false, expire: false, reply: false },
  evidence: '',
  noticedAt: AT,
  replyBy: AT,
  effectiveAt: null,
  endedAt: null,
  reason: null,
  replies: [],
  attachments: [],
}

const imported: ImportView = {
  id: ID,
  kind: 'creditRecords',
  fileName: '申报.xlsx',
  state: 'checked',
  mode: null,
  rowCount: 3,
  badCount: 0,
  importedCount: 0,
  createdAt: AT,
  endedAt: null,
  abilities: { start: false, undo: false },
}

const leave: LeaveRequestView = {
  id: ID,
  classId: ID,
  className: '安全生产培训班',
  sessionId: ID,
  startsAt: AT,
  endsAt: AT,
  reason: '外出公干',
  state: 'pending',
  askedAt: AT,
  decidedAt: null,
  decisionReason: null,
  trainee: { id: ID, name: '欧阳小三', phone: null },
  abilities: { approve: false, refuse: false },
}

type Able = { readonly abilities: Readonly<Record<string, boolean>> }
type Case = {
  readonly of: string
  readonly draw: () => ReactNode
  readonly path: RegExp
  readonly thing: Able
  readonly isInList?: boolean
  /** The button that each ability stands behind. */
  readonly buttons: Readonly<Record<string, string>>
}

const CASES: readonly Case[] = [
  {
    of: 'a certificate',
    draw: () => <CertificateDetail certificateId={ID} />,
    path: /^\/certificates\/[^/]+$/,
    thing: certificate,
    buttons: {
      print: '打开 PDF，打印',
      regenerate: '重新生成证书',
      suspend: '暂停',
      resume: '恢复',
      revoke: '撤销',
    },
  },
  {
    of: 'a dishonesty record',
    draw: () => <DishonestyDetail recordId={ID} />,
    path: /^\/dishonesty-records\/[^/]+$/,
    thing: dishonesty,
    buttons: { notify: '告知当事方', enforce: '生效', revoke: '撤销', expire: '失效', reply: '提交申辩意见' },
  },
  {
    of: 'an import',
    draw: () => <ImportDetail importId={ID} />,
    path: /^\/imports\/[^/]+$/,
    thing: imported,
    buttons: { start: '导入 3 行', undo: '撤销这次导入' },
  },
  {
    of: 'a leave request',
    draw: () => <LeaveList classId={undefined} />,
    path: /^\/leave-requests/,
    thing: leave,
    isInList: true,
    buttons: { approve: '批准：欧阳小三', refuse: '不批准：欧阳小三' },
  },
]

const content = () => document.querySelector('main')?.textContent ?? ''

/** The buttons of the page when the thing is there. */
async function drawn({ draw, path, isInList }: Case, thing: Able): Promise<readonly string[]> {
  const body = isInList ? { data: [thing], nextCursor: null } : thing
  serve((asked) => (path.test(asked.path) ? { body } : undefined))
  render(draw())
  await vi.waitFor(() => {
    expect(document.querySelector('.ui-skeleton')).toBeNull()
    expect(content()).not.toBe('')
  })
  expect(content()).not.toContain('没有找到')
  return buttons()
}

describe.each(CASES)('$of', (one) => {
  const abilities = Object.keys(one.thing.abilities)

  it('offers nothing that may not be done', async () => {
    const offered = await drawn(one, one.thing)
    expect(offered.filter((name) => Object.values(one.buttons).includes(name))).toEqual([])
  })

  it.each(abilities)('offers what may be done and nothing else: %s', async (ability) => {
    const able = { ...one.thing, abilities: { ...one.thing.abilities, [ability]: true } }
    const offered = await drawn(one, able)
    expect(offered.filter((name) => Object.values(one.buttons).includes(name))).toEqual([one.buttons[ability]])
  })
})
