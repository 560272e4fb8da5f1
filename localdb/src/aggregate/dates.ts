import { Long, ObjectId } from 'bson'
import { MongoServerError } from '../errors'
import { documentOf, isDocument, isNumeric, typeOf } from '../values/document'
import { integerOf, numberOf } from '../values/number'
import { namedArguments } from './arguments'
import { formatDate, isoWeek, parseFormatted } from './dateFormat'
import { type Evaluate, isNullish, nameOfType, type Scope, type SpecialForm } from './scope'
import { instantOf, parseDate, utcOf, type WallClock, wallClockOf, zoneOffset } from './zone'

const fail = (code: number, message: string) => new MongoServerError(code, message)
const DAY = 86_400_000

/** Dates, and what carries one: ObjectIds and timestamps. */
function instantFrom(value: unknown, code = 16006): number {
  if (value instanceof Date) return value.getTime()
  if (value instanceof ObjectId) return value.getTimestamp().getTime()
  if (typeOf(value) === 'timestamp') return (value as Long).getHighBitsUnsigned() * 1000
  throw fail(code, `can't convert from BSON type ${nameOfType(value)} to Date`)
}

function zoneFrom(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw fail(40517, `timezone must evaluate to a string, found ${nameOfType(value)}`)
  zoneOffset(value, 0)
  return value
}

const dayOfYear = (clock: WallClock) => Math.floor((utcOf(clock) - utcOf({ ...clock, month: 1, day: 1 })) / DAY) + 1
const weekday = (clock: WallClock) => new Date(utcOf(clock)).getUTCDay()

const PARTS: Record<string, (clock: WallClock) => unknown> = {
  $year: ({ year }) => year,
  $month: ({ month }) => month,
  $dayOfMonth: ({ day }) => day,
  $dayOfWeek: (clock) => weekday(clock) + 1,
  $dayOfYear: dayOfYear,
  $hour: ({ hour }) => hour,
  $minute: ({ minute }) => minute,
  $second: ({ second }) => second,
  $millisecond: ({ millisecond }) => millisecond,
  $week: (clock) => Math.floor((dayOfYear(clock) + 6 - weekday(clock)) / 7),
  $isoDayOfWeek: (clock) => weekday(clock) || 7,
  $isoWeek: (clock) => isoWeek(clock).week,
  $isoWeekYear: (clock) => Long.fromNumber(isoWeek(clock).year),
}

/** `{ $year: date }`, `{ $year: [date] }` or `{ $year: { date, timezone } }`. */
const part =
  (read: (clock: WallClock) => unknown): SpecialForm =>
  (operand, compile, name) => {
    const single = Array.isArray(operand) ? operand[0] : operand
    if (Array.isArray(operand) && operand.length !== 1)
      throw fail(40536, `${name} accepts exactly one argument if given an array, but was given ${operand.length}`)
    const isNamed = isDocument(single) && !Object.keys(single)[0]?.startsWith('$')
    const { date, timezone }: Record<string, Evaluate | undefined> = isNamed
      ? namedArguments(name, single, { date: 40539 }, ['timezone'], compile, 40535)
      : { date: compile(single) }
    return (scope) => {
      const [value, zone] = [date?.(scope), timezone?.(scope)]
      if (isNullish(value) || (timezone && isNullish(zone))) return null
      return read(wallClockOf(instantFrom(value), zoneFrom(zone)))
    }
  }

const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const
type Unit = (typeof UNITS)[number]
const LENGTHS: Partial<Record<Unit, number>> = { hour: 3_600_000, minute: 60_000, second: 1000, millisecond: 1 }
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

function unitFrom(name: string, value: unknown): Unit {
  if (typeof value !== 'string')
    throw fail(5439013, `${name} requires 'unit' to be a string, but got ${nameOfType(value)}`)
  if (!UNITS.includes(value as Unit)) throw new MongoServerError('FailedToParse', `unknown time unit value: ${value}`)
  return value as Unit
}

function weekdayFrom(value: unknown): number {
  if (isNullish(value)) return 0
  const text = String(value).toLowerCase()
  const index = WEEKDAYS.findIndex((day) => day === text || day.slice(0, 3) === text)
  if (index < 0) throw new MongoServerError('FailedToParse', `unknown day of week value: ${value}`)
  return index
}

const LAST_DAY = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

function addTo(instant: number, unit: Unit, amount: number, zone: string | undefined): number {
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
function difference(from: number, to: number, unit: Unit, zone: string | undefined, start: number): number {
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
function truncate(instant: number, unit: Unit, size: number, zone: string | undefined, start: number): number {
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

const adding =
  (sign: 1 | -1): SpecialForm =>
  (operand, compile, name) => {
    const { startDate, unit, amount, timezone } = namedArguments(
      name,
      operand,
      { startDate: 5166402, unit: 5166402, amount: 5166402 },
      ['timezone'],
      compile,
      5166401,
    )
    return (scope) => {
      const [date, by, of, zone] = [startDate?.(scope), amount?.(scope), unit?.(scope), timezone?.(scope)]
      if ([date, by, of].some(isNullish) || (timezone && isNullish(zone))) return null
      const count = isNumeric(by) ? integerOf(by) : undefined
      if (count === undefined) throw fail(5166405, `${name} expects integer amount of time units`)
      return new Date(addTo(instantFrom(date, 5166403), unitFrom(name, of), Number(count) * sign, zoneFrom(zone)))
    }
  }

const CLOCK_ARGUMENTS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'] as const

const named: Record<string, SpecialForm> = {
  ...Object.fromEntries(Object.entries(PARTS).map(([name, read]) => [name, part(read)])),
  $dateAdd: adding(1),
  $dateSubtract: adding(-1),
  $dateDiff: (operand, compile, name) => {
    const { startDate, endDate, unit, timezone, startOfWeek } = namedArguments(
      name,
      operand,
      { startDate: 5166303, endDate: 5166304, unit: 5166305 },
      ['timezone', 'startOfWeek'],
      compile,
      5166302,
    )
    return (scope) => {
      const [from, to, of, zone] = [startDate?.(scope), endDate?.(scope), unit?.(scope), timezone?.(scope)]
      if ([from, to, of].some(isNullish) || (timezone && isNullish(zone))) return null
      return Long.fromNumber(
        difference(
          instantFrom(from, 5166307),
          instantFrom(to, 5166307),
          unitFrom(name, of),
          zoneFrom(zone),
          weekdayFrom(startOfWeek?.(scope)),
        ),
      )
    }
  },
  $dateTrunc: (operand, compile, name) => {
    const { date, unit, binSize, timezone, startOfWeek } = namedArguments(
      name,
      operand,
      { date: 5439009, unit: 5439010 },
      ['binSize', 'timezone', 'startOfWeek'],
      compile,
      5439008,
    )
    return (scope) => {
      const [value, of, zone, size = 1] = [date?.(scope), unit?.(scope), timezone?.(scope), binSize?.(scope)]
      if ([value, of, size].some(isNullish) || (timezone && isNullish(zone))) return null
      const bin = isNumeric(size) ? integerOf(size) : undefined
      if (bin === undefined) throw fail(5439017, "$dateTrunc requires 'binSize' to be a 64-bit integer")
      if (bin <= 0n) throw fail(5439018, "$dateTrunc requires 'binSize' to be greater than 0")
      return new Date(
        truncate(
          instantFrom(value, 5439012),
          unitFrom(name, of),
          Number(bin),
          zoneFrom(zone),
          weekdayFrom(startOfWeek?.(scope)),
        ),
      )
    }
  },
  $dateToString: (operand, compile, name) => {
    const { date, format, timezone, onNull } = namedArguments(
      name,
      operand,
      { date: 18628 },
      ['format', 'timezone', 'onNull'],
      compile,
      18534,
    )
    return (scope) => {
      const [value, zone, pattern] = [date?.(scope), timezone?.(scope), format?.(scope)]
      if (isNullish(value)) return onNull ? onNull(scope) : null
      if ((timezone && isNullish(zone)) || (format && isNullish(pattern))) return null
      if (format && typeof pattern !== 'string')
        throw fail(
          18533,
          `$dateToString requires that 'format' be a string, found: ${nameOfType(pattern)} with value ${pattern}`,
        )
      const [instant, where] = [instantFrom(value), zoneFrom(zone)]
      const otherwise = where === undefined ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L%z'
      return formatDate(instant, (pattern as string | undefined) ?? otherwise, where)
    }
  },
  $dateFromString: (operand, compile, name) => {
    const { dateString, format, timezone, onNull, onError } = namedArguments(
      name,
      operand,
      { dateString: 40542 },
      ['format', 'timezone', 'onNull', 'onError'],
      compile,
      40541,
    )
    return (scope) => {
      const [text, zone, pattern] = [dateString?.(scope), timezone?.(scope), format?.(scope)]
      if (isNullish(text)) return onNull ? onNull(scope) : null
      if ((timezone && isNullish(zone)) || (format && isNullish(pattern))) return null
      try {
        if (typeof text !== 'string')
          throw new MongoServerError(
            'ConversionFailure',
            `$dateFromString requires that 'dateString' be a string, found: ${nameOfType(text)} with value ${text}`,
          )
        return pattern === undefined
          ? parseDate(text, zoneFrom(zone))
          : parseFormatted(text, String(pattern), zoneFrom(zone))
      } catch (error) {
        if (onError && error instanceof MongoServerError && error.codeName === 'ConversionFailure')
          return onError(scope)
        throw error
      }
    }
  },
  $dateFromParts: (operand, compile, name) => {
    const compiled = namedArguments(name, operand, { year: 40516 }, [...CLOCK_ARGUMENTS, 'timezone'], compile, 40518)
    return (scope) => {
      const zone = compiled.timezone?.(scope)
      if (compiled.timezone && isNullish(zone)) return null
      const clock: WallClock = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 }
      for (const field of CLOCK_ARGUMENTS) {
        if (!compiled[field]) continue
        const value = compiled[field](scope)
        if (isNullish(value)) return null
        if (!isNumeric(value) || integerOf(value) === undefined)
          throw fail(40515, `'${field}' must evaluate to an integer, found ${nameOfType(value)} with value ${value}`)
        clock[field] = numberOf(value)
      }
      return new Date(instantOf(clock, zoneFrom(zone)))
    }
  },
  $dateToParts: (operand, compile, name) => {
    const { date, timezone, iso8601 } = namedArguments(
      name,
      operand,
      { date: 40522 },
      ['timezone', 'iso8601'],
      compile,
      40520,
    )
    return (scope: Scope) => {
      const [value, zone] = [date?.(scope), timezone?.(scope)]
      if (isNullish(value) || (timezone && isNullish(zone))) return null
      const { year, month, day, ...time } = wallClockOf(instantFrom(value), zoneFrom(zone))
      if (iso8601?.(scope) !== true) return documentOf(Object.entries({ year, month, day, ...time }))
      const clock = { year, month, day, ...time }
      const iso = isoWeek(clock)
      return documentOf(
        Object.entries({ isoWeekYear: iso.year, isoWeek: iso.week, isoDayOfWeek: weekday(clock) || 7, ...time }),
      )
    }
  },
}

export const DATES = { named }
