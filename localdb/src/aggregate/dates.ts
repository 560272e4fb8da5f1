import { Long, ObjectId } from 'bson'
import { MongoServerError } from '../errors'
import { documentOf, isDocument, isNumeric, typeOf } from '../values/document'
import { integerOf, numberOf } from '../values/number'
import { namedArguments } from './arguments'
import { formatDate, isoWeek, parseFormatted } from './dateFormat'
import { addTo, DAY, difference, truncate, unitFrom, weekday, weekdayFrom } from './dateUnits'
import { type Evaluate, isNullish, nameOfType, type Scope, type SpecialForm } from './scope'
import { instantOf, parseDate, utcOf, type WallClock, wallClockOf, zoneOffset } from './zone'

const fail = (code: number, message: string) => new MongoServerError(code, message)

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
