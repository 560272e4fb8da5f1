import { MongoServerError } from '../errors'
import { instantOf, utcOf, type WallClock, wallClockOf, zoneOffset } from './zone'

const DAY = 86_400_000
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** The week of ISO 8601: it starts on Monday and belongs to the year of its Thursday. */
export function isoWeek(clock: WallClock): { year: number; week: number } {
  const date = new Date(utcOf(clock))
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY)
  const year = thursday.getUTCFullYear()
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1 }
}

const padded = (value: number, width: number) => String(value).padStart(width, '0')

function offsetText(instant: number, zone: string | undefined, isMinutes: boolean): string {
  const minutes = Math.round(zoneOffset(zone, instant) / 60_000)
  if (isMinutes) return `${minutes < 0 ? '-' : '+'}${Math.abs(minutes)}`
  return `${minutes < 0 ? '-' : '+'}${padded(Math.floor(Math.abs(minutes) / 60), 2)}${padded(Math.abs(minutes) % 60, 2)}`
}

/** Writes the instant by `$dateToString`'s format. */
export function formatDate(instant: number, format: string, zone: string | undefined): string {
  const clock = wallClockOf(instant, zone)
  const weekday = new Date(utcOf(clock)).getUTCDay()
  return format.replace(/%([\s\S]?)/g, (_, letter: string) => {
    switch (letter) {
      case 'Y':
        return padded(clock.year, 4)
      case 'm':
        return padded(clock.month, 2)
      case 'd':
        return padded(clock.day, 2)
      case 'H':
        return padded(clock.hour, 2)
      case 'M':
        return padded(clock.minute, 2)
      case 'S':
        return padded(clock.second, 2)
      case 'L':
        return padded(clock.millisecond, 3)
      case 'j':
        return padded(Math.floor((utcOf(clock) - utcOf({ ...clock, month: 1, day: 1 })) / DAY) + 1, 3)
      case 'w':
        return String(weekday + 1)
      case 'u':
        return String(weekday || 7)
      case 'U': {
        const day = Math.floor((utcOf(clock) - utcOf({ ...clock, month: 1, day: 1 })) / DAY)
        return padded(Math.floor((day + 7 - weekday) / 7), 2)
      }
      case 'V':
        return padded(isoWeek(clock).week, 2)
      case 'G':
        return padded(isoWeek(clock).year, 4)
      case 'b':
        return (MONTHS[clock.month - 1] as string).slice(0, 3)
      case 'B':
        return MONTHS[clock.month - 1] as string
      case 'z':
        return offsetText(instant, zone, false)
      case 'Z':
        return offsetText(instant, zone, true)
      case '%':
        return '%'
      case '':
        throw new MongoServerError(18535, "Unmatched '%' at end of format string")
      default:
        throw new MongoServerError(18536, `Invalid format character '%${letter}' in format string`)
    }
  })
}

const PATTERNS: Record<string, string> = {
  Y: '(\\d{4})',
  m: '(\\d{1,2})',
  d: '(\\d{1,2})',
  H: '(\\d{1,2})',
  M: '(\\d{1,2})',
  S: '(\\d{1,2})',
  L: '(\\d{1,3})',
  z: '(Z|[+-]\\d{2}:?\\d{2})',
  '%': '%',
}
const FIELDS: Record<string, keyof WallClock> = {
  Y: 'year',
  m: 'month',
  d: 'day',
  H: 'hour',
  M: 'minute',
  S: 'second',
  L: 'millisecond',
}

/** Reads a text by a format of `$dateFromString`. Throws ConversionFailure. */
export function parseFormatted(text: string, format: string, zone: string | undefined): Date {
  const letters: string[] = []
  const source = format.replace(/%([\s\S]?)|[\\^$.*+?()[\]{}|]/g, (part: string, letter?: string) => {
    if (letter === undefined) return `\\${part}`
    const pattern = PATTERNS[letter]
    if (pattern === undefined)
      throw new MongoServerError(18536, `Invalid format character '%${letter}' in format string`)
    if (letter !== '%') letters.push(letter)
    return pattern
  })
  const match = new RegExp(`^${source}$`).exec(text)
  if (!match)
    throw new MongoServerError('ConversionFailure', `Error parsing date string '${text}' with format '${format}'`)
  const clock: WallClock = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 }
  let offset = zone
  letters.forEach((letter, i) => {
    const field = FIELDS[letter]
    if (field) clock[field] = Number(match[i + 1])
    else offset = match[i + 1]
  })
  return new Date(instantOf(clock, offset))
}
