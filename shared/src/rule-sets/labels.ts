import { formatCreditHours } from '../classes/constants'
import { COURSE_CATEGORY_LABELS } from '../classes/labels'
import { dayText } from '../text'
import type { BasisGrade, CategoryState, CheckSeverity, NextStep, Recogniser, YearStanding } from './constants'
import type { CategoryVerdict, CheckFinding, Verdict } from './verdict'

export const BASIS_GRADE_LABELS: Readonly<Record<BasisGrade, string>> = {
  manual: '操作手册',
  primary: '文件原文',
  secondary: '转述资料',
  decided: '系统约定',
  none: '无来源',
}

export const CHECK_SEVERITY_LABELS: Readonly<Record<CheckSeverity, string>> = { warning: '提醒', failure: '不通过' }

export const RECOGNISER_LABELS: Readonly<Record<Recogniser, string>> = {
  unit: '单位',
  industryAuthority: '行业主管部门',
  hrAuthority: '人社主管部门',
}

export const CATEGORY_STATE_LABELS: Readonly<Record<CategoryState, string>> = {
  exempt: '免修',
  met: '已达标',
  waiting: '待认定',
  short: '未达标',
  missed: '已逾期',
}

export const YEAR_STANDING_LABELS: Readonly<Record<YearStanding, string>> = {
  passed: '已通过',
  onTrack: '认定后可通过',
  behind: '学时不足',
  missed: '已逾期未达标',
  unknown: '学时要求待确认',
}

/** The yearly verification as the certificate list shows it. */
export const verificationLabel = (passes: boolean) => (passes ? '通过' : '不通过')

/** One thing to do next, as a code with its numbers: a list can count them, a screen says them. */
export type Advice = {
  readonly step: NextStep
  /** `null`: in whichever category. */
  readonly category: CategoryVerdict['category'] | null
  readonly tenths: number
  readonly byOn: string
}

/** What to do, most urgent first; empty when the year is passed or nobody knows what it asks for. */
export function adviceOf({ categories, total, standing }: Verdict): Advice[] {
  if (standing === 'passed' || standing === 'unknown') return []
  const adviceFor = (part: Verdict['total'], category: Advice['category']): Advice[] => {
    const { shortTenths, projectedShortTenths, deadlineOn: byOn } = part
    if (part.state === 'waiting') return [{ step: 'await', category, tenths: shortTenths, byOn }]
    if (part.state === 'short') return [{ step: 'earn', category, tenths: projectedShortTenths, byOn }]
    if (part.state === 'missed') return [{ step: 'explain', category, tenths: projectedShortTenths, byOn }]
    return []
  }
  const own = categories.flatMap((part) => adviceFor(part, part.category))
  // The total is worth a line only where the categories would not fill it by themselves.
  const inCategories = categories.reduce((sum, part) => sum + part.projectedShortTenths, 0)
  const rest = total.projectedShortTenths - inCategories
  const overall = rest > 0 ? adviceFor({ ...total, projectedShortTenths: rest }, null) : []
  const order: readonly NextStep[] = ['earn', 'explain', 'await']
  return [...own, ...overall].sort(
    (a, b) => order.indexOf(a.step) - order.indexOf(b.step) || a.byOn.localeCompare(b.byOn, 'en'),
  )
}

export function adviceText({ step, category, tenths, byOn }: Advice): string {
  const what = `${category ? COURSE_CATEGORY_LABELS[category] : '总学时'} ${formatCreditHours(tenths)} 学时`
  switch (step) {
    case 'earn':
      return `还差${what}，请在 ${dayText(byOn)}前完成`
    case 'await':
      return `${what}已申报，等待认定`
    case 'explain':
      return `${what}未在 ${dayText(byOn)}前完成，请联系单位经办人`
  }
}

/** `产假：公需课只需 1/2`, `援派：全部免修`. */
export function exemptionText({ label, categories, numerator, denominator }: Verdict['exemptions'][number]): string {
  const what = categories ? categories.map((category) => COURSE_CATEGORY_LABELS[category]).join('、') : '全部'
  return `${label}：${what}${numerator === 0 ? '免修' : `只需 ${numerator}/${denominator}`}`
}

export function findingText({ expression, severity, haveTenths, needTenths }: CheckFinding): string {
  const what = expression.categories.map((category) => COURSE_CATEGORY_LABELS[category]).join('、')
  const share =
    expression.kind === 'leastShare' ? `（不少于已得学时的 ${expression.numerator}/${expression.denominator}）` : ''
  const need = `${formatCreditHours(needTenths)} 学时${share}`
  return `${CHECK_SEVERITY_LABELS[severity]}：${what}应有 ${need}，现有 ${formatCreditHours(haveTenths)} 学时`
}
