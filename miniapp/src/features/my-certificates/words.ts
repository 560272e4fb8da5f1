import type { CertificateState, CertificateView } from '@jijiao/shared/certificates'
import { formatCreditHours } from '@jijiao/shared/classes'
import type { Tone } from '../../ui'

export const CERTIFICATE_TONES: Readonly<Record<CertificateState, Tone>> = {
  valid: 'good',
  suspended: 'warn',
  superseded: 'neutral',
  revoked: 'bad',
}

/** What a state means for who has the certificate. */
export const CERTIFICATE_ADVICE: Readonly<Record<CertificateState, string>> = {
  valid: '证书有效，可以出示、打印和保存。',
  suspended: '证书暂停使用，正在核查。有结果会通知您，也可以向发证机关查询。',
  superseded: '已经换发新证书，这一份作废，请使用新证书。',
  revoked: '证书已撤销，不能再使用。如有疑问，请联系单位或发证机关。',
}

export const totalWords = ({ totalTenths }: Pick<CertificateView, 'totalTenths'>) =>
  `共 ${formatCreditHours(totalTenths)} 学时`
