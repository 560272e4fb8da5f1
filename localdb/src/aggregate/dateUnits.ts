import { MongoServerError } from '../errors'
import { isNullish, nameOfType } from './scope'
import { instantOf, utcOf, type WallClock, wallClockOf, zoneOffset } from './zone'

export const DAY = 86_400_000

export const weekday = (clock: WallClock) => new Date(utcOf(clock)).getUTCDay()

const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const
type Unit = (typeof UNITS)[number]
const LENGTHS: Partial<Record<Unit, number>> = { hour: 3_600_000, minute: 60_000, second: 1000, millisecond: 1 }
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

export function unitFrom(name: string, value: unknown): Unit {
  if (typeof value !== 'string')
    throw new MongoServerError(5439013, `${name} requires 'unit' to be a string, but got ${nameOfType(value)}`)
  if (!UNITS.includes(value as Unit)) throw new MongoServerError('FailedToParse', `unknown time unit value: ${value}`)
  return value as Unit
}

export function weekdayFrom(value: unknown): number {
  if (isNullish(value)) return 0
  const text = String(value).toLowerCase()
  const index = WEEKDAYS.findIndex((day) => day === text || day.slice(0, 3) === text)
  if (index < 0) throw new MongoServerError('FailedToParse', `unknown day of week value: ${value}`)
  return index
}

const LAST_DAY = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

export function addTo(instant: number, unit: Unit, amount: number, zone: string | undefined): number {
  const length = LENGTHS[unit]
  if (length !== undefined) return instant + amount * length
  const clock = wallClockOf(instant, zone)
  if (unit === 'day' || unit === 'week')
    return instantOf({ ...clock, day: clock.day + amount * (unit === 'week' ? 7 : 1) }, zone)
  const months = clock.month - 1 + amount * { year: 12, quarter: 3, month: 1 }[unit as 'year']
  const year = clock.year + Math.floor(months / 12)
  const month = (((months % 12) + 12) % 12) + 1
  return instantOf({ ...clock, year, month, day: Math.min(clock.day, LAST_DAY(year, month)) }, zone)
}

const daysOf = (clock: WallClock) =>
  Math.floor(utcOf({ ...clock, hour: 0, minute: 0, second: 0, millisecond: 0 }) / DAY)
/** Whole weeks since the epoch (a Thursday), for weeks that start on this weekday. */
const weeksOf = (clock: WallClock, start: number) => Math.floor((daysOf(clock) + 4 - start) / 7)

/** How many unit boundaries lie between. */
export function difference(from: number, to: number, unit: Unit, zone: string | undefined, start: number): number {
  if (unit === 'millisecond') return to - from
  const [a, b] = [wallClockOf(from, zone), wallClockOf(to, zone)]
  switch (unit) {
    case 'year':
      return b.year - a.year
    case 'quarter':
      return (b.year - a.year) * 4 + Math.floor((b.month - 1) / 3) - Math.floor((a.month - 1) / 3)
    case 'month':
      return (b.year - a.year) * 12 + b.month - a.month
    case 'week':
      return weeksOf(b, start) - weeksOf(a, start)
    case 'day':
      return daysOf(b) - daysOf(a)
    default: {
      const length = LENGTHS[unit] as number
      return Math.floor((to + zoneOffset(zone, to)) / length) - Math.floor((from + zoneOffset(zone, from)) / length)
    }
  }
}

/** The start of the bin that holds the instant; bins are counted from the year 2000 in the zone. */
export function truncate(instant: number, unit: Unit, size: number, zone: string | undefined, start: number): number {
  const clock = wallClockOf(instant, zone)
  const origin = { year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 }
  const down = (count: number) => Math.floor(count / size) * size
  const length = LENGTHS[unit]
  if (length !== undefined) {
    const zero = instantOf(origin, zone)
    return zero + down((instant - zero) / length) * length
  }
  if (unit === 'day') return instantOf({ ...origin, day: 1 + down(daysOf(clock) - daysOf(origin)) }, zone)
  if (unit === 'week') {
    const firstDay = ((start - weekday(origin) + 7) % 7) + 1
    const first = { ...origin, day: firstDay }
    const days = daysOf(clock) - daysOf(wallClockOf(utcOf(first), undefined))
    return instantOf({ ...first, day: firstDay + down(Math.floor(days / 7)) * 7 }, zone)
  }
  const months = (clock.year - 2000) * 12 + clock.month - 1
  const span = { year: 12, quarter: 3, month: 1 }[unit as 'year'] * size
  return instantOf({ ...origin, month: 1 + Math.floor(months / span) * span }, zone)
}
