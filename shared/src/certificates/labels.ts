import type { CertificateFormat, RecountOutcome, SignatureFinding, YearVerdict } from './constants'
import type { CertificateAction, CertificateState, VerificationState } from './lifecycle'

export const CERTIFICATE_TITLE = '专业技术人员继续教育证书'

export const CERTIFICATE_STATE_LABELS: Readonly<Record<CertificateState, string>> = {
  valid: '有效',
  suspended: '已暂停',
  superseded: '已换发',
  revoked: '已撤销',
}

export const VERIFICATION_STATE_LABELS: Readonly<Record<VerificationState, string>> = {
  ...CERTIFICATE_STATE_LABELS,
  legacy: '旧系统证书',
  unknown: '查无此证',
}

/** What the state means to somebody who holds the certificate in the hand. */
export const VERIFICATION_STATE_ADVICE: Readonly<Record<VerificationState, string>> = {
  valid: '证书有效。请核对下列内容与证书上印的是否一致，不一致即为伪造或篡改。',
  suspended: '证书已被暂停使用，请向发证机关查询。',
  superseded: '证书已换发新证，这一份作废，请出示新证书。',
  revoked: '证书已被撤销，不能再使用。',
  legacy: '这是旧系统签发的证书，下列内容以旧系统的登记为准。',
  unknown: '没有签发过这份证书，请核对证书编号，或向发证机关查询。',
}

export const CERTIFICATE_ACTION_LABELS: Readonly<Record<CertificateAction, string>> = {
  regenerate: '重新生成证书',
  recount: '重新统计学时',
  suspend: '暂停',
  resume: '恢复',
  revoke: '撤销',
}

export const YEAR_VERDICT_LABELS: Readonly<Record<YearVerdict, string>> = { passed: '通过', failed: '不通过' }

export const CERTIFICATE_FORMAT_LABELS: Readonly<Record<CertificateFormat, string>> = { pdf: 'PDF 文件', png: '图片' }

export const RECOUNT_OUTCOME_LABELS: Readonly<Record<RecountOutcome, string>> = {
  unchanged: '没有变化',
  superseded: '已换发新证',
  revoked: '不再达标，证书已撤销',
  notIssued: '没有证书',
}

export const SIGNATURE_FINDING_LABELS: Readonly<Record<SignatureFinding, string>> = {
  none: '未提供签名',
  good: '二维码签名有效',
  bad: '二维码签名无效，内容可能被改动',
  unknownKey: '二维码签名所用的密钥不是本系统的',
}
