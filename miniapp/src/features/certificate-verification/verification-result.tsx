import {
  formatCertificateNumber,
  type PrintedFields,
  SIGNATURE_FINDING_LABELS,
  VERIFICATION_STATE_ADVICE,
  VERIFICATION_STATE_LABELS,
  type Verification,
  type VerificationState,
  YEAR_VERDICT_LABELS,
} from '@jijiao/shared/certificates'
import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { Banner, Card, type Fact, Facts, Result } from '../../ui'
import { dayAndClock, dayInWords } from '../calendar'

const OUTCOMES = {
  valid: 'success',
  suspended: 'waiting',
  legacy: 'waiting',
  superseded: 'failure',
  revoked: 'failure',
  unknown: 'failure',
} as const satisfies Record<VerificationState, 'success' | 'failure' | 'waiting'>

/** What became of a verification: whether the certificate holds, and what it says. */
export function VerificationResult({ verification }: { readonly verification: Verification }) {
  const { state, since, supersededBy, certificate, signature, signed, nameMatches } = verification
  const facts: readonly (Fact | null)[] = [
    since && state !== 'valid' ? { name: '从何时起', value: dayAndClock(since) } : null,
    supersededBy ? { name: '新证书编号', value: formatCertificateNumber(supersededBy) } : null,
    signature === 'none' ? null : { name: '二维码签名', value: SIGNATURE_FINDING_LABELS[signature] },
    nameMatches === null ? null : { name: '姓名', value: nameMatches ? '与证书一致' : '与证书不一致' },
  ]
  return (
    <>
      <Result
        outcome={OUTCOMES[state]}
        title={VERIFICATION_STATE_LABELS[state]}
        note={VERIFICATION_STATE_ADVICE[state]}
        facts={facts.filter((fact) => fact !== null)}
      />
      {certificate && (
        <Card title="登记的内容">
          <Facts facts={factsOf(certificate)} />
        </Card>
      )}
      {!certificate && signed && (
        <>
          <Banner tone="warn" icon="alert">
            下面是二维码里写的内容，系统里没有这份证书，不能作为有效的凭据
          </Banner>
          <Card title="二维码里的内容">
            <Facts facts={factsOf(signed)} />
          </Card>
        </>
      )}
    </>
  )
}

/** What the old system did not keep. */
const UNKNOWN = '—'

const factsOf = (printed: PrintedFields): readonly Fact[] => [
  { name: '证书编号', value: formatCertificateNumber(printed.number) },
  { name: '姓名', value: printed.name },
  { name: '身份证号', value: printed.residentId },
  { name: '单位', value: printed.unitName },
  { name: '年度', value: `${printed.year} 年` },
  ...printed.sums.map(({ category, courseCount, creditHourTenths }) => ({
    name: COURSE_CATEGORY_LABELS[category],
    value: `${courseCount === null ? '' : `${courseCount} 门，`}${formatCreditHours(creditHourTenths)} 学时`,
  })),
  { name: '总学时', value: `${formatCreditHours(printed.totalTenths)} 学时` },
  { name: '年度验证', value: printed.verdict ? YEAR_VERDICT_LABELS[printed.verdict] : UNKNOWN },
  { name: '发证机关', value: printed.issuingBody ?? UNKNOWN },
  { name: '发证日期', value: printed.issuedOn ? dayInWords(printed.issuedOn) : UNKNOWN },
]
