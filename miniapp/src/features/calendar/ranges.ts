import { clock, dayInWords } from './china-time'

/** From one day to another: `3月2日–3月6日`. */
export const daysText = (from: string, to: string): string =>
  from === to ? dayInWords(from) : `${dayInWords(from)}–${dayInWords(to)}`

/** The hours of one day: `09:00–11:30`. */
export const hoursText = (startsAt: string, endsAt: string): string => `${clock(startsAt)}–${clock(endsAt)}`
