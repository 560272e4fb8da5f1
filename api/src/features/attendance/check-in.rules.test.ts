import type { MarkFlag } from '@jijiao/shared/attendance'
import { Types } from 'mongoose'
import { describe, expect, it } from 'vitest'
import type { AttendanceSession } from './attendance.model'
import { type Arrival, judge } from './check-in.rules'

const at = (time: string) => Date.parse(`2026-03-02T${time}:00.000Z`)

const session = (changes: Partial<AttendanceSession> = {}): AttendanceSession => ({
  _id: new Types.ObjectId(),
  classId: new Types.ObjectId(),
  organizationId: new Types.ObjectId(),
  className: '信息化教学能力提升班',
  place: null,
  startsAt: new Date(at('01:00')),
  endsAt: new Date(at('04:00')),
  lateAfterMinutes: 10,
  offlineLimitMinutes: 30,
  geofence: null,
  scanOut: false,
  remark: null,
  teacher: null,
  isTimetabled: false,
  isSealed: false,
  state: 'open',
  openedAt: new Date(at('00:40')),
  closedAt: null,
  wrongDigits: 0,
  version: 2,
  ...changes,
})

const arrival = (time: string, changes: Partial<Arrival> = {}): Arrival => ({
  sessionId: 'unused',
  traineeId: 'unused',
  accountId: 'unused',
  source: 'scan',
  at: at(time),
  receivedAt: at(time),
  device: null,
  position: null,
  requestId: 'test',
  ...changes,
})

const refusal = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return (error as { code?: string }).code
  }
  return null
}

describe('the window of a roll call', () => {
  it.each([
    ['00:45', 'present'],
    ['01:10', 'present'],
    ['01:11', 'late'],
    ['04:00', 'late'],
  ])('counts an arrival at %s as %s', (time, state) => {
    expect(judge(session(), arrival(time)).state).toBe(state)
  })

  it('is shut for good when its class is closed, also to a scan kept offline', () => {
    const sealed = session({ state: 'closed', closedAt: new Date(at('03:00')), isSealed: true })
    expect(refusal(() => judge(sealed, arrival('01:00')))).toBe('class_not_open')
    expect(refusal(() => judge(sealed, arrival('01:00', { source: 'kept' })))).toBe('class_not_open')
  })

  it('stays open for half an hour to those who leave, where that is scanned', () => {
    const scanned = session({ scanOut: true })
    expect(judge(scanned, arrival('04:00')).onlyLeaves).toBe(false)
    expect(judge(scanned, arrival('04:30')).onlyLeaves).toBe(true)
    expect(judge(scanned, arrival('04:30', { source: 'kept', receivedAt: at('04:50') })).onlyLeaves).toBe(true)
    expect(refusal(() => judge(scanned, arrival('04:31')))).toBe('check_in_closed')
    expect(refusal(() => judge(session(), arrival('04:01')))).toBe('check_in_closed')
  })

  it('refuses before the operator opens it, after its end, and once it is closed', () => {
    expect(refusal(() => judge(session({ state: 'planned', openedAt: null }), arrival('00:45')))).toBe(
      'check_in_not_open',
    )
    expect(refusal(() => judge(session(), arrival('04:01')))).toBe('check_in_closed')
    expect(refusal(() => judge(session({ state: 'closed', closedAt: new Date(at('02:00')) }), arrival('02:01')))).toBe(
      'check_in_closed',
    )
  })
})

describe('a scan kept by an offline phone', () => {
  const kept = (scanned: string, received: string) =>
    arrival(scanned, { source: 'kept', at: at(scanned), receivedAt: at(received) })

  it("counts by the code's own time within the session's limit, and is flagged", () => {
    expect(judge(session(), kept('01:05', '01:30'))).toMatchObject({
      state: 'present',
      decision: null,
      proposedState: null,
      flags: ['sentLate'],
    })
  })

  it('waits for the operator beyond the limit instead of being dropped', () => {
    expect(judge(session(), kept('01:05', '01:36'))).toMatchObject({
      state: 'absent',
      decision: 'pending',
      proposedState: 'present',
      flags: ['sentLate', 'beyondLimit'],
    })
  })

  it('is accepted after the roll call was closed when the code was shown before', () => {
    const closed = session({ state: 'closed', closedAt: new Date(at('01:20')) })
    expect(judge(closed, kept('01:15', '01:25')).state).toBe('late')
    expect(refusal(() => judge(closed, kept('01:21', '01:25')))).toBe('check_in_closed')
  })

  it('is refused when its code is older than the opening', () => {
    expect(refusal(() => judge(session(), kept('00:30', '00:45')))).toBe('check_in_not_open')
  })
})

describe('the place', () => {
  const geofence = { latitude: 23.0207, longitude: 113.7518, radiusMetres: 200 }
  const flagsAt = (position: Arrival['position']): MarkFlag[] =>
    judge(session({ geofence }), arrival('01:00', { position })).flags

  it('flags who is outside or gives no position, and refuses nobody', () => {
    expect(flagsAt(null)).toEqual(['withoutPlace'])
    expect(flagsAt({ latitude: 23.0207, longitude: 113.7528, accuracyMetres: 20 })).toEqual([])
    expect(flagsAt({ latitude: 23.0307, longitude: 113.7518, accuracyMetres: 20 })).toEqual(['outsidePlace'])
  })

  it("lets a poor fix count in the trainee's favour, but not without limit", () => {
    expect(flagsAt({ latitude: 23.0247, longitude: 113.7518, accuracyMetres: 400 })).toEqual([])
    expect(flagsAt({ latitude: 23.0307, longitude: 113.7518, accuracyMetres: 50_000 })).toEqual(['outsidePlace'])
  })

  it('asks for no position where the session has no geofence', () => {
    expect(judge(session(), arrival('01:00')).flags).toEqual([])
  })
})
