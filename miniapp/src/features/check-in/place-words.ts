import type { MarkView } from '@jijiao/shared/attendance'

export const PLACE_NOTICE = '正在核对您的位置，只用于这次签到'
export const WITHOUT_PLACE = '签到已经保存。不同意也可以：请把签到结果给现场的经办人看，由经办人核对。'
export const SHOW_THIS_PAGE = '没有取得您的位置，由经办人核对您是否在现场：请把本页给经办人看'
export const NO_PLACE = '没有读到位置。请打开手机的定位，并允许使用位置，再点“重新读取位置”'

/** What became of the place of a check-in, where it is not the hall's. */
export const placeInWords = ({ flags }: MarkView): string | undefined =>
  flags.includes('outsidePlace') ? '您的位置不在培训现场附近，由经办人核对' : undefined
