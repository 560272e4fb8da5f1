import type { RuleSet } from './select'

/**
 * The rule sets that the system begins with. Nothing reads them but the first start: from then on they are documents
 * that the HR authority confirms or corrects. What no primary text backs is not `verified`.
 */
const CONTENT = {
  ceilings: [],
  checks: [],
  carryOver: null,
  substitutions: [],
  exemptions: [],
  equivalents: [],
} satisfies Partial<RuleSet>

/** Teachers of universities, vocational, technical, middle and primary schools. */
const TEACHING = ['010', '020', '030', '040', '050', '410']
/** Physicians, pharmacists, nurses and technicians. */
const MEDICINE = ['230', '240', '250', '260']

const GUANGDONG = {
  ...CONTENT,
  regionCode: '440000',
  series: null,
  version: 1,
  verified: false,
  recognisers: [
    { category: 'public', series: null, by: 'hrAuthority' },
    { category: 'professional', series: [...TEACHING, ...MEDICINE], by: 'industryAuthority' },
    { category: 'elective', series: [...TEACHING, ...MEDICINE], by: 'industryAuthority' },
    { category: null, series: null, by: 'unit' },
  ],
} satisfies Partial<RuleSet>

/** Public subjects of a year until 30 April of the next; the others within the year. */
const minima = (publicTenths: number, professionalTenths: number, electiveTenths: number) => ({
  hasMinima: true,
  totalTenths: publicTenths + professionalTenths + electiveTenths,
  categories: [
    {
      code: 'public' as const,
      minTenths: publicTenths,
      capTenths: null,
      deadline: { yearOffset: 1, monthDay: '04-30' },
    },
    { code: 'professional' as const, minTenths: professionalTenths, capTenths: null, deadline: null },
    { code: 'elective' as const, minTenths: electiveTenths, capTenths: null, deadline: null },
  ],
})

const SIX_HOURS_A_DAY = { minutesPerHour: 45, tenthsPerDay: 60, dayIsCap: true }
const EIGHT_HOURS_A_DAY = { minutesPerHour: 45, tenthsPerDay: 80, dayIsCap: true }

export const INITIAL_RULE_SETS: readonly RuleSet[] = [
  {
    ...GUANGDONG,
    key: '440000-2010',
    years: { from: 2010, to: 2017 },
    unit: SIX_HOURS_A_DAY,
    ...minima(180, 420, 120),
    basis: { grade: 'secondary', text: '广东省 2010–2017 年度学时要求，据转述资料，未见文件原文' },
  },
  {
    ...GUANGDONG,
    key: '440000-2018',
    years: { from: 2018, to: 2019 },
    unit: SIX_HOURS_A_DAY,
    hasMinima: false,
    totalTenths: 0,
    categories: [],
    basis: { grade: 'manual', text: '操作手册（2019 年 5 月）只写明每天 6 学时，未写明年度学时要求' },
  },
  {
    ...GUANGDONG,
    key: '440000-2020',
    years: { from: 2020, to: 2020 },
    unit: SIX_HOURS_A_DAY,
    ...minima(300, 420, 120),
    basis: { grade: 'secondary', text: '广东省 2020 年度学时要求，据转述资料，未见文件原文' },
  },
  {
    ...GUANGDONG,
    key: '440000-2021',
    years: { from: 2021, to: 2023 },
    unit: EIGHT_HOURS_A_DAY,
    ...minima(300, 420, 180),
    basis: {
      grade: 'secondary',
      text: '广东省 2021–2023 年度学时要求；每天最多 8 学时，不足一天按 45 分钟 1 学时；据转述资料，未见文件原文',
    },
  },
  {
    ...GUANGDONG,
    key: '440000-2024',
    years: { from: 2024, to: 2026 },
    unit: EIGHT_HOURS_A_DAY,
    ...minima(300, 420, 180),
    basis: { grade: 'none', text: '没有找到 2024 年以后的要求，暂按 2023 年度执行，请人社主管部门确认' },
  },
  {
    ...CONTENT,
    key: 'nation-2015',
    regionCode: null,
    series: null,
    version: 1,
    verified: false,
    years: { from: 2015, to: null },
    unit: { minutesPerHour: 45, tenthsPerDay: null, dayIsCap: false },
    hasMinima: true,
    categories: [],
    totalTenths: 900,
    checks: [
      {
        expression: { kind: 'leastShare', categories: ['professional'], numerator: 2, denominator: 3 },
        severity: 'warning',
      },
    ],
    recognisers: [],
    basis: {
      grade: 'secondary',
      text: '人力资源社会保障部令第 25 号（2015 年）：每年不少于 90 学时，其中专业科目一般不少于三分之二；据转述资料',
    },
  },
]
