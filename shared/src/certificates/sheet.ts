import { COURSE_CATEGORIES, COURSE_CATEGORY_LABELS } from '../classes'
import { labelOf, QUALIFICATION_SERIES } from '../codes'
import type { ListSheet, SheetColumnOf } from '../http'
import type { CertificateRow } from './contract'
import { CERTIFICATE_STATE_LABELS, YEAR_VERDICT_LABELS } from './labels'

const sumsOf = COURSE_CATEGORIES.flatMap((category): SheetColumnOf<CertificateRow>[] => {
  const sumIn = ({ sums }: CertificateRow) => sums.find((sum) => sum.category === category)
  return [
    [`${COURSE_CATEGORY_LABELS[category]}课程数`, (row) => sumIn(row)?.courseCount ?? 0],
    [`${COURSE_CATEGORY_LABELS[category]}学时`, (row) => (sumIn(row)?.creditHourTenths ?? 0) / 10],
  ]
})

const columns: readonly SheetColumnOf<CertificateRow>[] = [
  ['姓名', ({ name }) => name],
  ['身份证号码', ({ residentId }) => residentId],
  ['单位', ({ unit }) => unit.name],
  ['年度', ({ year }) => year],
  ['系列', ({ series }) => series.map((code) => labelOf(QUALIFICATION_SERIES, code) ?? code).join('、')],
  ...sumsOf,
  ['总学时', ({ totalTenths }) => totalTenths / 10],
  ['年度验证', ({ verdict }) => YEAR_VERDICT_LABELS[verdict]],
  ['证书编号', ({ certificate }) => certificate?.number ?? ''],
  ['证书状态', ({ certificate }) => (certificate ? CERTIFICATE_STATE_LABELS[certificate.state] : '')],
]
export const CERTIFICATE_SHEET: ListSheet = { name: '继续教育证书', columns }
