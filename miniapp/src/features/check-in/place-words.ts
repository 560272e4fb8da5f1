import type { MarkView } from '@jijiao/shared/attendance'

export const PLACE_NOTICE = '这次考勤会核对您的位置，只用于这次签到。不允许读取位置也可以签到，由经办人核对。'

/** What became of the place of a check-in, where it could not be confirmed. */
export function placeInWords({ flags }: MarkView): string | undefined {
  if (flags.includes('withoutPlace')) return '没有取得您的位置，由经办人核对您是否在现场'
  if (flags.includes('outsidePlace')) return '您的位置不在培训现场附近，由经办人核对'
  return undefined
}
