/** 科目类型: of a course, a class and a credit record. */
export const COURSE_CATEGORIES = ['public', 'professional', 'elective'] as const
export type CourseCategory = (typeof COURSE_CATEGORIES)[number]

export const ENROLLMENT_TABS = ['enrolled', 'candidates'] as const
export type EnrollmentTab = (typeof ENROLLMENT_TABS)[number]

/** Hours are kept in tenths, so that they add up exactly: 65 → `6.5`. */
export const formatCreditHours = (tenths: number) => String(tenths / 10)
