import { describe, expect, it } from 'vitest'
import { attendedMinutes, lacksLeaving } from './rules'

const at = (time: string) => `2026-03-02T${time}:00.000Z`
const held = { startsAt: at('01:00'), endsAt: at('04:00'), scanOut: false }
const scannedOut = { ...held, scanOut: true }
const mark = { state: 'present', source: 'scan', markedAt: at('00:50'), leftAt: null } as const
const leave = { leave: 'doesNotCount' } as const

describe('the minutes of a roll call', () => {
  it.each([
    ['in time', held, mark, 180],
    ['late', held, { ...mark, state: 'late', markedAt: at('02:00') }, 120],
    [
      'late by hand, entered afterwards',
      held,
      { ...mark, state: 'late', source: 'manual', markedAt: at('09:00') },
      180,
    ],
    ['absent', held, { ...mark, state: 'absent' }, 0],
    ['without a mark', held, undefined, 0],
    ['without a scan on leaving', scannedOut, mark, 0],
    ['gone early', scannedOut, { ...mark, leftAt: at('02:30') }, 90],
    ['gone after the end', scannedOut, { ...mark, leftAt: at('04:20') }, 180],
    ['late and gone early', scannedOut, { ...mark, state: 'late', markedAt: at('01:30'), leftAt: at('02:30') }, 60],
    ['by hand, where leaving is scanned', scannedOut, { ...mark, source: 'manual' }, 180],
    ['come after the end by a clock of old', held, { ...mark, state: 'late', markedAt: at('05:00') }, 0],
  ] as const)('of somebody %s', (_, session, given, minutes) => {
    expect(attendedMinutes(session, given, leave)).toBe(minutes)
  })

  it('count leave as the class says', () => {
    const onLeave = { ...mark, state: 'leave' } as const
    expect(attendedMinutes(scannedOut, onLeave, leave)).toBe(0)
    expect(attendedMinutes(scannedOut, onLeave, { leave: 'counts' })).toBe(180)
  })

  it('tell a missing scan on leaving from an absence', () => {
    expect(lacksLeaving(scannedOut, mark)).toBe(true)
    expect(lacksLeaving(held, mark)).toBe(false)
    expect(lacksLeaving(scannedOut, { ...mark, state: 'absent' })).toBe(false)
    expect(lacksLeaving(scannedOut, { ...mark, source: 'manual' })).toBe(false)
  })
})
