/** 科目类型: of a course, a class and a credit record. */
export const COURSE_CATEGORIES = ['public', 'professional', 'elective'] as const
export type CourseCategory = (typeof COURSE_CATEGORIES)[number]

export const ENROLLMENT_TABS = ['enrolled', 'candidates'] as const
export type EnrollmentTab = (typeof ENROLLMENT_TABS)[number]

/** People in one request to enrol or withdraw them. */
export const MOST_AT_ONCE = 200

/** 请假: whether approved leave counts as having attended. */
export const LEAVE_RULES = ['counts', 'doesNotCount'] as const
export type LeaveRule = (typeof LEAVE_RULES)[number]

/** What a class asks of attendance. */
export type AttendanceRule = {
  /** Of the minutes of all roll calls held; 0 asks for nothing. */
  readonly leastSharePercent: number
  readonly leave: LeaveRule
  /** Whether roll calls planned from now on are scanned on leaving, too. */
  readonly scanOut: boolean
}

export const DEFAULT_ATTENDANCE_RULE: AttendanceRule = { leastSharePercent: 0, leave: 'doesNotCount', scanOut: false }

/** Hours are kept in tenths, so that they add up exactly: 65 → `6.5`. */
export const formatCreditHours = (tenths: number) => String(tenths / 10)
