const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** China has one time zone and no summer time; a phone may be set to any other. */
const CHINA_OFFSET_MS = 8 * 60 * MINUTE_MS

/** The instant as China's wall clock shows it, in ISO form: `2026-03-01T08:30:00.000Z` reads as half past eight there. */
const wallClock = (instant: string | number) => new Date(new Date(instant).getTime() + CHINA_OFFSET_MS).toISOString()

/** `2026-03-01`, by China's calendar. */
export const today = (now = Date.now()): string => wallClock(now).slice(0, 10)

/** The day of an instant, by China's calendar. */
export const dayOf = (instant: string): string => wallClock(instant).slice(0, 10)

/** `08:30` */
export const clock = (instant: string | number, withSeconds = false): string =>
  wallClock(instant).slice(11, withSeconds ? 19 : 16)

/** `2026年3月1日`, without the year when it is this one. */
export function dayInWords(day: string, now = Date.now()): string {
  const [year, month, date] = day.split('-').map(Number)
  const withoutYear = `${month}月${date}日`
  return day.slice(0, 4) === today(now).slice(0, 4) ? withoutYear : `${year}年${withoutYear}`
}

/** `3月1日 08:30` */
export const dayAndClock = (instant: string | number, now = Date.now()): string =>
  `${dayInWords(wallClock(instant).slice(0, 10), now)} ${clock(instant)}`

/** `3月1日 08:30–11:30`, `今天 08:30–11:30`; with the second day where it ends on another. */
export function timeSpan(startsAt: string, endsAt: string, now = Date.now()): string {
  const [first, last] = [wallClock(startsAt).slice(0, 10), wallClock(endsAt).slice(0, 10)]
  const end = first === last ? clock(endsAt) : dayAndClock(endsAt, now)
  return `${relativeDay(first, now)} ${clock(startsAt)}–${end}`
}

function relativeDay(day: string, now: number): string {
  if (day === today(now)) return '今天'
  if (day === today(now + DAY_MS)) return '明天'
  if (day === today(now - DAY_MS)) return '昨天'
  return dayInWords(day, now)
}

/** The instant of a day and a time of day in China: `2026-03-01`, `08:30`. */
export const instantOf = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString()

/** How long somebody has been waiting: `刚刚`, `20 分钟前`, `3 天前`. */
export function waitedInWords(since: string, now = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(since)) / MINUTE_MS)
  if (minutes < 1) return '刚刚'
  if (minutes < 60) return `${minutes} 分钟前`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} 小时前`
  return `${Math.floor(minutes / (24 * 60))} 天前`
}
