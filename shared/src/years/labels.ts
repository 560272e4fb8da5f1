import type { YearStanding } from '../rule-sets'
import { REMINDER_GAP_DAYS, type ReminderOutcome, type YearOutlook } from './constants'

export const YEAR_OUTLOOK_LABELS: Readonly<Record<YearOutlook, string>> = {
  passed: '已通过',
  onTrack: '认定后可通过',
  willMiss: '不达标',
  unknown: '学时要求待确认',
}

export const REMINDER_OUTCOME_LABELS: Readonly<Record<ReminderOutcome, string>> = {
  told: '已提醒',
  toldRecently: `${REMINDER_GAP_DAYS} 天内已提醒过`,
  notShort: '按最新学时不用提醒',
  restricted: '本人限制了个人信息的处理，没有提醒',
}

/** Late or merely behind: both miss the year unless something happens. */
export const outlookOf = (standing: YearStanding): YearOutlook =>
  standing === 'behind' || standing === 'missed' ? 'willMiss' : standing
