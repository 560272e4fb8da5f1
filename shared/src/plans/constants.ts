/** Who may review a plan, in the order of the steps. */
export const REVIEWER_KINDS = ['industryAuthority', 'hrAuthority'] as const
export type ReviewerKind = (typeof REVIEWER_KINDS)[number]

/** A line of the trail: the unit's own declaring, or a reviewer's step. */
export const TRAIL_STEPS = ['declaration', ...REVIEWER_KINDS] as const
export type TrailStep = (typeof TRAIL_STEPS)[number]

export const TRAIL_RESULTS = ['submitted', 'withdrawn', 'approved', 'returned', 'rejected'] as const
export type TrailResult = (typeof TRAIL_RESULTS)[number]

/** Six hours a day, unless the plan says otherwise. */
export const CREDIT_HOUR_TENTHS_PER_DAY = 60

/** What is compared with the submission before, in the order of the form. */
export const PLAN_FIELDS = [
  'courseName',
  'year',
  'name',
  'trainingDays',
  'creditHourTenths',
  'startsOn',
  'endsOn',
  'content',
  'audience',
  'remark',
] as const
export type PlanField = (typeof PLAN_FIELDS)[number]

export const PLANNED_CLASS_FIELDS = [
  'name',
  'startsOn',
  'endsOn',
  'plannedNumber',
  'studyMode',
  'examType',
  'place',
  'timetable',
  'headTeacher',
  'teachers',
  'subjects',
] as const
export type PlannedClassField = (typeof PLANNED_CLASS_FIELDS)[number]
