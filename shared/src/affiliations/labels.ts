import type { AffiliationAction, AffiliationOrigin, AffiliationState } from './lifecycle'

export const AFFILIATION_STATE_LABELS: Readonly<Record<AffiliationState, string>> = {
  pending: '待确认',
  active: '已绑定',
  refused: '未通过',
  withdrawn: '已撤回',
  ended: '已解除绑定',
}

export const AFFILIATION_ACTION_LABELS: Readonly<Record<AffiliationAction, string>> = {
  confirm: '是',
  refuse: '否',
  withdraw: '撤回申请',
  end: '解除绑定',
  leave: '离开单位',
  transfer: '更换单位',
  uphold: '异议成立',
  merge: '单位合并',
}

export const AFFILIATION_ORIGIN_LABELS: Readonly<Record<AffiliationOrigin, string>> = {
  asked: '本人申请',
  added: '单位录入',
  restored: '异议成立后恢复',
  merged: '单位合并转入',
  legacy: '旧系统转入',
}

/** What the fields of a profile are called, in the order of the form. */
export const PROFILE_FIELD_LABELS = {
  name: '姓名',
  residentId: '身份证号',
  sex: '性别',
  birthDate: '出生日期',
  phone: '手机号',
  education: '最高学历',
  ethnicity: '民族',
  nativePlace: '籍贯',
  degree: '最高学位',
  school: '毕业院校',
  major: '所学专业',
  graduatedOn: '毕业时间',
  workStartedOn: '参加工作时间',
  email: '电子邮箱',
  qualification: '专业技术资格',
  qualifiedOn: '资格取得时间',
  profession: '从事专业',
  series: '职称系列',
  regionCode: '所在地区',
  postalCode: '邮政编码',
  address: '通讯地址',
} as const

export type ProfileField = keyof typeof PROFILE_FIELD_LABELS
export const PROFILE_FIELDS = Object.keys(PROFILE_FIELD_LABELS) as readonly ProfileField[]
