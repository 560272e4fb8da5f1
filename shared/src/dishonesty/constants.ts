import type { CodeList } from '../codes'

export const DISHONESTY_SUBJECTS = ['person', 'unit'] as const
export type DishonestySubject = (typeof DISHONESTY_SUBJECTS)[number]

/** What a person can be recorded for; there is no standard code for it. */
export const PERSON_DISHONESTY = [
  { code: 'proxyAttendance', label: '代签到、代学习' },
  { code: 'examCheating', label: '考核作弊' },
  { code: 'falseMaterial', label: '提供虚假材料' },
  { code: 'forgedCertificate', label: '伪造、变造证书' },
  { code: 'other', label: '其他' },
] as const satisfies CodeList

/** What a unit can be recorded for. */
export const UNIT_DISHONESTY = [
  { code: 'falseTraining', label: '虚假培训' },
  { code: 'falseRecognition', label: '违规认定学时' },
  { code: 'falseMaterial', label: '提供虚假材料' },
  { code: 'unlawfulCharge', label: '违规收费' },
  { code: 'personalDataLeak', label: '泄露个人信息' },
  { code: 'other', label: '其他' },
] as const satisfies CodeList

/** So long the subject may reply before the record takes effect without a reply. */
export const REPLY_DAYS = 7
export const MOST_REPLIES = 10
