import {
  CERTIFICATE_TITLE,
  formatCertificateNumber,
  type PrintedFields,
  SIGNATURE_FINDING_LABELS,
  VERIFICATION_STATE_ADVICE,
  VERIFICATION_STATE_LABELS,
  type Verification,
  YEAR_VERDICT_LABELS,
} from '@jijiao/shared/certificates'
import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { labelOf, SEXES } from '@jijiao/shared/codes'
import { seriesText } from '../certificate.presenter'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')

/** Plain pages without script: they open on any phone, and there is nothing in them to tamper with. */
const page = (title: string, body: string) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<title>${escape(title)}</title>
<link rel="stylesheet" href="/v/page.css">
</head>
<body>
<main>
<h1>${CERTIFICATE_TITLE}查验</h1>
${body}
</main>
</body>
</html>
`

type Form = { readonly number?: string; readonly name?: string; readonly wrong?: string }

const form = ({ number = '', name = '', wrong }: Form = {}) => `<h2>按编号查验</h2>
${wrong ? `<p class="wrong" role="alert">${escape(wrong)}</p>` : ''}
<form method="post" action="/v">
<label>证书编号<input name="number" required maxlength="80" inputmode="numeric" autocomplete="off" value="${escape(number)}"></label>
<label>持证人姓名<input name="name" required maxlength="100" autocomplete="off" value="${escape(name)}"></label>
<button type="submit">查验</button>
</form>
<p class="note">编号和姓名都要与证书一致。扫描证书上的二维码不用填写。</p>`

export const formPage = (given?: Form) => page('证书查验', form(given))

const row = (label: string, value: string | null | undefined) =>
  `<tr><th scope="row">${label}</th><td>${escape(value || '—')}</td></tr>`

/** `null`: not known. */
const coursesOf = ({ sums }: PrintedFields) =>
  sums.reduce<number | null>(
    (all, { courseCount }) => (all === null || courseCount === null ? null : all + courseCount),
    0,
  )

const printed = (fields: PrintedFields) => `<table>
<tbody>
${row('证书编号', formatCertificateNumber(fields.number))}
${row('姓名', fields.name)}
${row('性别', labelOf(SEXES, fields.sex))}
${row('身份证号', fields.residentId)}
${row('工作单位', fields.unitName)}
${row('职称系列', seriesText(fields.series))}
${row('年度', String(fields.year))}
${row('年度审验', fields.verdict && YEAR_VERDICT_LABELS[fields.verdict])}
${row('发证机关', fields.issuingBody)}
${row('发证日期', fields.issuedOn)}
</tbody>
</table>
<h2>学时</h2>
<table class="sums">
<thead><tr><th scope="col">科目类型</th><th scope="col">课程门数</th><th scope="col">学时</th></tr></thead>
<tbody>
${fields.sums
  .map(
    ({ category, courseCount, creditHourTenths }) =>
      `<tr><th scope="row">${COURSE_CATEGORY_LABELS[category]}</th><td>${courseCount ?? '—'}</td><td>${formatCreditHours(creditHourTenths)}</td></tr>`,
  )
  .join('\n')}
<tr class="total"><th scope="row">合计</th><td>${coursesOf(fields) ?? '—'}</td><td>${formatCreditHours(fields.totalTenths)}</td></tr>
</tbody>
</table>
<p class="note">姓名和身份证号只显示一部分，请与证书逐项核对；纸面内容与这里不同的，以这里为准。</p>`

/** The day in China. */
const dayOf = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)

function headline(found: Verification): string {
  if (found.state === 'unknown' && found.signed) {
    return banner(
      'unknown',
      '签名有效，状态未知',
      '二维码由本系统的密钥签发，但查不到这份证书的状态，不能当作有效证书，请向发证机关查询。',
    )
  }
  const since = found.since ? `<p>日期：${dayOf(found.since)}</p>` : ''
  const successor = found.supersededBy ? `<p>新证书编号：${formatCertificateNumber(found.supersededBy)}</p>` : ''
  const advice = VERIFICATION_STATE_ADVICE[found.state]
  return banner(found.state, VERIFICATION_STATE_LABELS[found.state], advice, since + successor)
}

const banner = (style: string, title: string, advice: string, more = '') =>
  `<div class="state ${style}" role="status"><strong>${title}</strong><p>${advice}</p>${more}</div>`

const signature = ({ signature: finding }: Verification) => {
  if (finding === 'none') return ''
  const style = finding === 'good' ? 'note' : 'wrong'
  const warning = finding === 'good' ? '' : '。这张证书的二维码不是原样，请以下面登记的内容为准。'
  return `<p class="${style}">${SIGNATURE_FINDING_LABELS[finding]}${warning}</p>`
}

export function verificationPage(found: Verification): string {
  const fields = found.certificate ?? found.signed
  const heading = found.certificate ? '证书登记的内容' : '二维码中的内容'
  const content = fields ? `<h2>${heading}</h2>\n${printed(fields)}` : form()
  return page(
    `证书查验：${VERIFICATION_STATE_LABELS[found.state]}`,
    [headline(found), signature(found), content].join('\n'),
  )
}
