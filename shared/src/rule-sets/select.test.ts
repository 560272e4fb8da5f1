import { describe, expect, it } from 'vitest'
import {
  dayCeilingTenths,
  equivalentTenths,
  type RuleSet,
  recogniserOf,
  ruleSetContentOf,
  ruleSetVersionText,
  selectForPerson,
  selectRuleSet,
} from '.'
import { INITIAL_RULE_SETS } from './data'
import { ruleSetContent } from './fields'

const [first] = INITIAL_RULE_SETS
if (!first) throw new Error('there are no rule sets')
const base: RuleSet = first

const dongguan: RuleSet = { ...base, key: 'city', regionCode: '441900', years: { from: 2026, to: null } }
const engineers: RuleSet = { ...dongguan, key: 'cityEngineers', series: '080' }
const guangdongEngineers: RuleSet = { ...engineers, key: 'provinceEngineers', regionCode: '440000' }
const all = [...INITIAL_RULE_SETS, guangdongEngineers, engineers, dongguan]

const keyFor = (regionCode: string, year: number, series: string | null = null, sets: readonly RuleSet[] = all) =>
  selectRuleSet(sets, { regionCode, year, series })?.key

describe('the rule set that holds', () => {
  it('is that of the nearest region, then that of the series', () => {
    expect(keyFor('441900', 2026, '080')).toBe('cityEngineers')
    expect(keyFor('441900', 2026, '050')).toBe('city')
    expect(keyFor('440106', 2026, '080')).toBe('provinceEngineers')
    expect(keyFor('440106', 2026)).toBe('440000-2024')
    expect(keyFor('320100', 2026, '080')).toBe('nation-2015')
  })

  it('is the one of the year, the later one where two overlap', () => {
    expect(keyFor('440106', 2017)).toBe('440000-2010')
    expect(keyFor('440106', 2019)).toBe('440000-2018')
    expect(keyFor('440106', 2020)).toBe('440000-2020')
    expect(keyFor('320100', 2014)).toBeUndefined()
    const later: RuleSet = { ...dongguan, key: 'later', years: { from: 2028, to: null } }
    expect(keyFor('441900', 2028, null, [dongguan, later])).toBe('later')
    expect(keyFor('441900', 2027, null, [later, dongguan])).toBe('city')
  })

  it('has a day of six hours until 2020, at most eight after, and by the national rule no ceiling', () => {
    const ceiling = (regionCode: string, year: number) => {
      const found = selectRuleSet(INITIAL_RULE_SETS, { regionCode, year, series: null })
      return found && dayCeilingTenths(found)
    }
    expect([ceiling('441900', 2018), ceiling('441900', 2020), ceiling('441900', 2022)]).toEqual([60, 60, 80])
    expect(ceiling('110000', 2022)).toBeNull()
  })

  it('asks somebody with several series for the most that one of them asks', () => {
    const lighter: RuleSet = { ...dongguan, key: 'lighter', series: '050', totalTenths: 100 }
    const heavier: RuleSet = { ...dongguan, key: 'heavier', series: '080', totalTenths: 1_000 }
    const forSeries = (...series: string[]) =>
      selectForPerson([lighter, heavier, dongguan], { regionCode: '441900', year: 2026, series })?.key
    expect([
      forSeries('050'),
      forSeries('050', '080'),
      forSeries('080', '050'),
      forSeries('120', '050'),
      forSeries(),
    ]).toEqual(['lighter', 'heavier', 'heavier', 'city', 'city'])
  })

  it('is named by its key and version in a certificate', () => {
    expect(ruleSetVersionText({ key: '440000-2021', version: 3 })).toBe('440000-2021@3')
  })
})

describe('who recognises', () => {
  it.each([
    ['public', ['080'], 'hrAuthority'],
    ['professional', ['080'], 'unit'],
    ['elective', [], 'unit'],
    ['professional', ['050'], 'industryAuthority'],
    ['elective', ['080', '230'], 'industryAuthority'],
    ['public', ['230'], 'hrAuthority'],
  ] as const)('%s hours of somebody of the series %s: %s', (category, series, by) => {
    expect(recogniserOf(base, { category, series })).toBe(by)
  })
})

describe('what counts without being a course', () => {
  const papers = {
    ...base,
    equivalents: [
      {
        code: 'paper',
        label: '发表论文',
        category: 'elective' as const,
        studyMode: 'publication',
        tenthsEach: 120,
        capTenths: 240,
      },
    ],
  }

  it('gives hours for each, up to a ceiling', () => {
    expect([0, 1, 2, 3].map((count) => equivalentTenths(papers, 'paper', count))).toEqual([0, 120, 240, 240])
    expect(equivalentTenths(papers, 'patent', 1)).toBe(0)
  })
})

describe('a rule set as somebody writes it', () => {
  const content = ruleSetContentOf(base)

  it.each(INITIAL_RULE_SETS.map((set) => [set.key, set] as const))('may be what %s says', (_, set) => {
    expect(ruleSetContent.safeParse(ruleSetContentOf(set)).error).toBeUndefined()
    // Nothing without a primary text or the manual's word is passed off as settled.
    expect(set.verified).toBe(false)
  })

  it.each([
    ['a share that fails the year', { checks: [share('failure')] }, ['checks', 0, 'severity']],
    [
      'a cap below the minimum',
      { categories: [{ ...content.categories[0], capTenths: 10 }] },
      ['categories', 0, 'capTenths'],
    ],
    ['a category twice', { categories: [content.categories[0], content.categories[0]] }, ['categories', 1, 'code']],
    ['a ceiling of an unknown day', { unit: { ...content.unit, tenthsPerDay: null } }, ['unit', 'tenthsPerDay']],
    ['a formula', { checks: [{ expression: 'public > 3', severity: 'warning' }] }, ['checks', 0, 'expression']],
  ])('is refused with %s', (_, change, path) => {
    const result = ruleSetContent.safeParse({ ...content, ...change })
    expect(result.error?.issues.map((issue) => issue.path)).toEqual([path])
  })

  function share(severity: string) {
    return { expression: { kind: 'leastShare', categories: ['professional'], numerator: 2, denominator: 3 }, severity }
  }
})
