import { clock, dayInWords } from './china-time'

/** From one day to another: `3月2日–3月6日`, `2025年3月2日–3月6日`. */
export function daysText(from: string, to: string): string {
  if (from === to) return dayInWords(from)
  const isOneYear = from.slice(0, 4) === to.slice(0, 4)
  return `${dayInWords(from)}–${isOneYear ? dayInWords(to).replace(/^\d+年/, '') : dayInWords(to)}`
}

/** The hours of one day: `09:00–11:30`. */
export const hoursText = (startsAt: string, endsAt: string): string => `${clock(startsAt)}–${clock(endsAt)}`
