import { MongoServerError } from '../errors'

/** A date and time on the wall clock of some zone. Months and days count from 1. */
export interface WallClock {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
    return format
  } catch {
    throw new MongoServerError(40485, `unrecognized time zone identifier: "${zone}"`)
  }
}

/** Milliseconds that the zone (an Olson name, `+08:00`, `UTC` …) is ahead of UTC at this instant. */
export function zoneOffset(zone: string | undefined, instant: number): number {
  if (zone === undefined || zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  if (hours !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
  const parts: Record<string, string> = {}
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = value
  const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year)
  const shown = utcOf({
    year,
    month: Number(parts.month),
    day: Number(parts.day),
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    second: Number(parts.second),
    millisecond: 0,
  })
  return shown - Math.floor(instant / 1000) * 1000
}

/** As if the clock stood in UTC; fields beyond their range carry over. */
export function utcOf({ year, month, day, hour, minute, second, millisecond }: WallClock): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, millisecond)
  return date.getTime()
}

export function wallClockOf(instant: number, zone: string | undefined): WallClock {
  const date = new Date(instant + zoneOffset(zone, instant))
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  }
}

/** The instant at which the zone's clocks show this; of two, the first; in a gap, as if the change had not come yet. */
export function instantOf(clock: WallClock, zone: string | undefined): number {
  const local = utcOf(clock)
  const guess = local - zoneOffset(zone, local)
  const earlier = local - zoneOffset(zone, guess - 3_600_000)
  const isEarlierRight = earlier + zoneOffset(zone, earlier) === local
  if (isEarlierRight) return earlier
  const later = local - zoneOffset(zone, guess)
  return later + zoneOffset(zone, later) === local ? later : earlier
}

const ISO =
  /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/

/** Reads an ISO 8601 date and time. Throws ConversionFailure. */
export function parseDate(text: string, zone: string | undefined): Date {
  const match = ISO.exec(text.trim())
  if (!match)
    throw new MongoServerError(
      'ConversionFailure',
      `Error parsing date string '${text}'; 0: Unexpected character '${text[0] ?? ''}'`,
    )
  const [, year, month, day = '1', hour = '0', minute = '0', second = '0', fraction = '0', offset] = match
  if (offset !== undefined && zone !== undefined) {
    throw new MongoServerError(
      'ConversionFailure',
      `you cannot pass in a date/time string with time zone information ('${offset}') together with a timezone argument`,
    )
  }
  const clock = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6),
  }
  const normal = wallClockOf(utcOf(clock), undefined)
  if (
    normal.month !== clock.month ||
    normal.day !== clock.day ||
    normal.hour !== clock.hour ||
    normal.minute !== clock.minute
  ) {
    throw new MongoServerError('ConversionFailure', `Error parsing date string '${text}'; the date does not exist`)
  }
  return new Date(instantOf(clock, offset ?? zone))
}
