import type { ChangeAuthor, RevealedField } from './constants'

export const REVEALED_FIELD_LABELS: Readonly<Record<RevealedField, string>> = {
  residentId: '身份证号',
  phone: '手机号',
}

export const CHANGE_AUTHOR_LABELS: Readonly<Record<ChangeAuthor, string>> = {
  person: '本人',
  unit: '所在单位',
  otherUnit: '其他单位',
  system: '系统',
}
