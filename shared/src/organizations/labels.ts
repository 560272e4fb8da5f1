import type { CertificateType, OperatorGrant, OrganizationKind } from './constants'
import type { OperatorState } from './lifecycle'

export const organizationKindLabels: Readonly<Record<OrganizationKind, string>> = {
  unit: '法人单位',
  provider: '施教机构',
  industryAuthority: '行业主管部门',
  hrAuthority: '人社主管部门',
}

export const operatorGrantLabels: Readonly<Record<OperatorGrant, string>> = { operate: '经办', decide: '审核' }

export const operatorStateLabels: Readonly<Record<OperatorState, string>> = {
  pending: '待通过',
  active: '已通过',
  refused: '已拒绝',
  cancelled: '已取消',
  lapsed: '已过期',
}

export const certificateTypeLabels: Readonly<Record<CertificateType, string>> = {
  unifiedSocialCreditCode: '统一社会信用代码',
  organizationCode: '组织机构代码',
}
