import type { MySession } from '@jijiao/shared/attendance'
import { expect, it } from 'vitest'
import { attendanceFacts } from './attendance-facts'

const session = (day: string, state: 'present' | 'late' | 'leave' | null): MySession =>
  ({
    startsAt: `${day}T01:00:00.000Z`,
    endsAt: `${day}T04:00:00.000Z`,
    scanOut: false,
    state: 'closed',
    mark: state && { state, source: 'scan', markedAt: `${day}T02:00:00.000Z`, leftAt: null },
  }) as MySession

const held = [session('2026-03-02', 'present'), session('2026-03-03', 'late'), session('2026-03-04', 'leave')]
const rule = { leastSharePercent: 80, leave: 'doesNotCount', scanOut: false } as const
const valuesOf = (facts: ReturnType<typeof attendanceFacts>) => facts.map(({ value }) => value)

it('counts attendance as the closing of the class does: who is late from the arrival, leave by the rule', () => {
  expect(valuesOf(attendanceFacts(held, rule))).toEqual(['2 次，共 3 次', '300 分钟，共 540 分钟（55%）', '不少于 80%'])
  expect(valuesOf(attendanceFacts(held, { ...rule, leastSharePercent: 0, leave: 'counts' }))).toEqual([
    '2 次，共 3 次',
    '480 分钟，共 540 分钟（88%）',
  ])
})
