import type { YearStanding } from '../rule-sets'
import type { YearOutlook } from './constants'

export const YEAR_OUTLOOK_LABELS: Readonly<Record<YearOutlook, string>> = {
  passed: '已通过',
  onTrack: '认定后可通过',
  willMiss: '将不达标',
  unknown: '学时要求待确认',
}

/** Late or merely behind: both miss the year unless something happens. */
export const outlookOf = (standing: YearStanding): YearOutlook =>
  standing === 'behind' || standing === 'missed' ? 'willMiss' : standing
