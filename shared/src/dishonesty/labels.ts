import { labelOf } from '../codes'
import { type DishonestySubject, PERSON_DISHONESTY, UNIT_DISHONESTY } from './constants'
import type { DishonestyAction, DishonestyState } from './lifecycle'

export const DISHONESTY_STATE_LABELS: Readonly<Record<DishonestyState, string>> = {
  recorded: '已登记',
  noticed: '已告知',
  effective: '已生效',
  revoked: '已撤销',
  expired: '已失效',
}

export const DISHONESTY_ACTION_LABELS: Readonly<Record<DishonestyAction, string>> = {
  notify: '告知当事方',
  enforce: '生效',
  revoke: '撤销',
  expire: '失效',
}

export const DISHONESTY_SUBJECT_LABELS: Readonly<Record<DishonestySubject, string>> = {
  person: '个人',
  unit: '单位',
}

/** In the order of the list's columns, then of the form. */
export const DISHONESTY_FIELD_LABELS = {
  subjectKind: '失信主体类型',
  subjectName: '失信主体',
  category: '失信类别',
  content: '失信内容',
  evidence: '证据说明',
  recordedBy: '登记单位',
  recordedAt: '登记时间',
  state: '状态',
  reply: '申辩意见',
} as const

export const dishonestyCategoryLabel = (subject: DishonestySubject, category: string): string =>
  labelOf(subject === 'person' ? PERSON_DISHONESTY : UNIT_DISHONESTY, category) ?? category
