import type { CodeList } from './list'

/** The manual's list; there is no standard code for it. */
export const STUDY_MODES = [
  { code: 'faceToFace', label: '面授' },
  { code: 'online', label: '网络培训' },
  { code: 'seminar', label: '研修' },
  { code: 'conference', label: '学术会议' },
  { code: 'lecture', label: '讲座' },
  { code: 'practice', label: '实践活动' },
  { code: 'degreeStudy', label: '学历教育' },
  { code: 'publication', label: '论文著作' },
  { code: 'other', label: '其他' },
] as const satisfies CodeList
export type StudyMode = (typeof STUDY_MODES)[number]['code']

/** The manual's list; there is no standard code for it. */
export const EXAM_TYPES = [
  { code: 'openBook', label: '开卷' },
  { code: 'closedBook', label: '闭卷' },
  { code: 'paper', label: '论文' },
  { code: 'practical', label: '实操' },
  { code: 'coursework', label: '考查' },
  { code: 'other', label: '其他' },
] as const satisfies CodeList
export type ExamType = (typeof EXAM_TYPES)[number]['code']

/** The manual's list; there is no standard code for it. */
export const ASSESSMENT_RESULTS = [
  { code: 'passed', label: '合格' },
  { code: 'failed', label: '不合格' },
] as const satisfies CodeList
export type AssessmentResult = (typeof ASSESSMENT_RESULTS)[number]['code']
