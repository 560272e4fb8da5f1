import type { MarkView } from '@jijiao/shared/attendance'

export const PLACE_NOTICE = '正在核对您的位置，只用于这次签到'
export const WITHOUT_PLACE =
  '不同意也可以签到：请把签到结果给现场的经办人看，由经办人核对；签不上时，请经办人手工登记。'

/** What became of the place of a check-in, where it could not be confirmed. */
export function placeInWords({ flags }: MarkView): string | undefined {
  if (flags.includes('withoutPlace')) return '没有取得您的位置，由经办人核对您是否在现场：请把本页给经办人看'
  if (flags.includes('outsidePlace')) return '您的位置不在培训现场附近，由经办人核对'
  return undefined
}
