import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenCeiling, courseKeyOf, dayInChina, type TimedHours } from './rules'

const on = (from: number, to: number, tenths: number): TimedHours => ({
  startsOn: `2026-03-${String(from).padStart(2, '0')}`,
  endsOn: `2026-03-${String(to).padStart(2, '0')}`,
  tenths,
})

describe('a day’s ceiling', () => {
  it('lets hours be earned on any of a record’s days', () => {
    expect(brokenCeiling([on(1, 10, 400)], on(5, 5, 80), 80)).toBeNull()
    expect(brokenCeiling([on(1, 2, 100)], on(2, 3, 100), 80)).toBeNull()
  })

  it('names the shortest span of days that would be too full', () => {
    const earned = [on(1, 2, 160), on(4, 9, 100)]
    expect(brokenCeiling(earned, on(2, 2, 10), 80)).toMatchObject({
      startsOn: '2026-03-01',
      endsOn: '2026-03-02',
      limitTenths: 160,
      earnedTenths: 160,
      earnedBy: [earned[0]],
    })
    expect(brokenCeiling([], on(3, 3, 81), 80)).toMatchObject({ earnedBy: [], limitTenths: 80 })
  })

  it('agrees with handing out the hours day by day, whatever the order', () => {
    const record = fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 12 }))
      .map(([from, more, tenths]) => on(from, from + more, tenths))
    const property = fc.property(fc.array(record, { maxLength: 6 }), (records) => {
      const accepted: TimedHours[] = []
      for (const one of records) if (brokenCeiling(accepted, one, 8) === null) accepted.push(one)
      expect(fitsDayByDay(accepted, 8)).toBe(true)
      for (const one of records.filter((candidate) => !accepted.includes(candidate))) {
        expect(fitsDayByDay([...accepted, one], 8)).toBe(false)
      }
    })
    fc.assert(property)
  })
})

/** Earliest end first: whenever hours can be spread at all, this spreads them. */
function fitsDayByDay(records: readonly TimedHours[], tenthsPerDay: number): boolean {
  const left = new Map(records.map((record) => [record, record.tenths]))
  for (let day = 1; day <= 10; day += 1) {
    const today = on(day, day, 0).startsOn
    const open = records.filter(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn)
    let room = tenthsPerDay
    for (const record of open.sort((a, b) => a.endsOn.localeCompare(b.endsOn))) {
      const given = Math.min(room, left.get(record) ?? 0)
      left.set(record, (left.get(record) ?? 0) - given)
      room -= given
    }
  }
  return [...left.values()].every((tenths) => tenths === 0)
}

it('takes two spellings of a course for the same course', () => {
  expect(courseKeyOf(' 《工程　伦理》（Ａ班） ')).toBe(courseKeyOf('工程伦理(a班)'))
  expect(courseKeyOf('工程伦理一')).not.toBe(courseKeyOf('工程伦理二'))
})

it('counts days by China’s clock', () => {
  expect(dayInChina(new Date('2026-03-01T16:30:00Z'))).toBe('2026-03-02')
})
