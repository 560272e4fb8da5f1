import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adviceOf, adviceText, findingText, type HoursLine, type RuleSet, type Verdict, verdictOf } from '.'
import { INITIAL_RULE_SETS } from './data'

const setOf = (key: string): RuleSet => {
  const found = INITIAL_RULE_SETS.find((set) => set.key === key)
  if (!found) throw new Error(`there is no rule set ${key}`)
  return found
}

const line = (category: HoursLine['category'], recognizedTenths: number, more: Partial<HoursLine> = {}): HoursLine => ({
  category,
  studyMode: 'faceToFace',
  recognizedTenths,
  pendingTenths: 0,
  ...more,
})

const hoursOf = (publicHours: number, professional: number, elective: number) => [
  line('public', publicHours * 10),
  line('professional', professional * 10),
  line('elective', elective * 10),
]

const texts = (verdict: Verdict) => adviceOf(verdict).map(adviceText)
const inYear = { today: '2026-06-01', year: 2026 }

describe('the verdict on a year', () => {
  /** As the manual's sample page counts: six hours in each category. */
  const ofTheManual: RuleSet = {
    ...setOf('440000-2024'),
    totalTenths: 180,
    categories: setOf('440000-2024').categories.map((rule) => ({ ...rule, minTenths: 60 })),
  }

  it('passes 18 hours that are 6 in each category', () => {
    expect(verdictOf(ofTheManual, hoursOf(6, 6, 6), inYear)).toMatchObject({ passes: true, standing: 'passed' })
  })

  it('fails 12 hours and names the category that lacks', () => {
    const verdict = verdictOf(ofTheManual, hoursOf(6, 6, 0), inYear)
    expect(verdict.passes).toBe(false)
    expect(texts(verdict)).toEqual(['还差个人选修 6 学时，请在 2026年12月31日前完成'])
  })

  it('fails 30 hours when a category has none, however many the others have', () => {
    const verdict = verdictOf(ofTheManual, hoursOf(0, 12, 18), inYear)
    expect(verdict).toMatchObject({ passes: false, total: { shortTenths: 0 } })
    expect(texts(verdict)).toEqual(['还差公需课 6 学时，请在 2027年4月30日前完成'])
  })

  it.each([
    ['440000-2010', 18, 42, 12],
    ['440000-2020', 30, 42, 12],
    ['440000-2021', 30, 42, 18],
    ['440000-2024', 30, 42, 18],
  ])('by %s asks for %d public, %d professional and %d elective hours, none of them less', (key, ...needs) => {
    const [a, b, c] = needs
    expect(verdictOf(setOf(key), hoursOf(a, b, c), inYear).passes).toBe(true)
    for (const short of [hoursOf(a - 0.1, b, c + 50), hoursOf(a + 50, b - 0.1, c), hoursOf(a, b + 50, c - 0.1)]) {
      expect(verdictOf(setOf(key), short, inYear).passes).toBe(false)
    }
  })

  it('gives none for 2018 and 2019, whose minima nobody knows', () => {
    const verdict = verdictOf(setOf('440000-2018'), hoursOf(90, 90, 90), { today: '2020-01-01', year: 2019 })
    expect(verdict).toMatchObject({ passes: false, standing: 'unknown' })
    expect(adviceOf(verdict)).toEqual([])
  })

  it('by the national rule asks for 90 hours, and only warns when fewer than two thirds are professional', () => {
    const nation = setOf('nation-2015')
    expect(verdictOf(nation, hoursOf(30, 60, 0), inYear)).toMatchObject({ passes: true, warnings: [] })
    const warned = verdictOf(nation, hoursOf(60, 30, 0), inYear)
    expect(warned.passes).toBe(true)
    expect(warned.warnings.map(findingText)).toEqual(['提醒：专业课应有 60 学时（不少于已得学时的 2/3），现有 30 学时'])
    expect(texts(verdictOf(nation, hoursOf(20, 40, 0), inYear))).toEqual([
      '还差总学时 30 学时，请在 2026年12月31日前完成',
    ])
  })

  it('counts on what is pending for the projection alone', () => {
    const hours = [...hoursOf(30, 42, 6), line('elective', 0, { pendingTenths: 120 })]
    const verdict = verdictOf(setOf('440000-2024'), hours, inYear)
    expect(verdict).toMatchObject({ passes: false, passesWithPending: true, standing: 'onTrack' })
    expect(verdict.categories[2]).toMatchObject({ state: 'waiting', shortTenths: 120, projectedShortTenths: 0 })
    expect(texts(verdict)).toEqual(['个人选修 12 学时已申报，等待认定'])
  })

  it('gives public subjects time until 30 April of the next year', () => {
    const hours = hoursOf(18, 42, 18)
    const on = (today: string) => verdictOf(setOf('440000-2024'), hours, { today, year: 2026 })
    expect(on('2027-04-30')).toMatchObject({ standing: 'behind' })
    expect(on('2027-05-01')).toMatchObject({ standing: 'missed' })
    expect(texts(on('2027-05-01'))).toEqual(['公需课 12 学时未在 2027年4月30日前完成，请联系单位经办人'])
    expect(verdictOf(setOf('440000-2024'), hoursOf(18, 30, 18), { today: '2027-01-01', year: 2026 })).toMatchObject({
      standing: 'missed',
      categories: [{ state: 'short' }, { state: 'missed' }, { state: 'met' }],
    })
  })

  it('counts hours of a study mode up to its ceiling, in a category or in the total', () => {
    const limited: RuleSet = {
      ...setOf('440000-2024'),
      ceilings: [
        { studyMode: 'online', category: 'public', capTenths: 100 },
        { studyMode: 'publication', category: null, capTenths: 50 },
      ],
    }
    const online = [line('public', 200, { studyMode: 'online' }), line('public', 150, { studyMode: 'online' })]
    expect(verdictOf(limited, online, inYear).categories[0]).toMatchObject({ haveTenths: 350, countedTenths: 100 })
    const papers = [line('elective', 200, { studyMode: 'publication' }), line('professional', 30)]
    expect(verdictOf(limited, papers, inYear)).toMatchObject({
      total: { haveTenths: 230, countedTenths: 80 },
      categories: [{}, { countedTenths: 30 }, { countedTenths: 200 }],
    })
  })

  it('lowers what is needed by an exemption that was granted, and by no other', () => {
    const exempting: RuleSet = {
      ...setOf('440000-2024'),
      exemptions: [
        { code: 'longLeave', label: '全年病假', categories: null, numerator: 0, denominator: 1 },
        { code: 'halfYear', label: '年中入职', categories: ['professional'], numerator: 1, denominator: 2 },
      ],
    }
    expect(verdictOf(exempting, [], { ...inYear, exemptions: ['longLeave'] })).toMatchObject({
      passes: true,
      categories: [{ state: 'exempt' }, { state: 'exempt' }, { state: 'exempt' }],
    })
    expect(verdictOf(exempting, [], { ...inYear, exemptions: ['halfYear', 'unheardOf'] })).toMatchObject({
      categories: [{ needTenths: 300 }, { needTenths: 210 }, { needTenths: 180 }],
      total: { needTenths: 690 },
    })
  })

  it('lets nothing stand in for another category or another year, unless the rule set says so', () => {
    const own = hoursOf(40, 42, 12)
    const carried = { elective: 60 }
    expect(verdictOf(setOf('440000-2024'), own, { ...inYear, carried }).passes).toBe(false)
    const carrying = { ...setOf('440000-2024'), carryOver: { capTenths: 60 } }
    expect(verdictOf(carrying, own, { ...inYear, carried }).passes).toBe(true)
    const substituting: RuleSet = {
      ...setOf('440000-2024'),
      substitutions: [{ from: 'public', to: 'elective', capTenths: 60 }],
    }
    expect(verdictOf(substituting, own, inYear).passes).toBe(true)
    expect(verdictOf(substituting, hoursOf(35, 42, 12), inYear).categories[2]).toMatchObject({ shortTenths: 10 })
  })

  it('fails on a check of that severity though every minimum is met', () => {
    const checking: RuleSet = {
      ...setOf('440000-2024'),
      checks: [
        {
          expression: { kind: 'leastHours', categories: ['public', 'professional'], tenths: 800 },
          severity: 'failure',
        },
      ],
    }
    const verdict = verdictOf(checking, hoursOf(30, 42, 18), inYear)
    expect(verdict).toMatchObject({ passes: false, standing: 'behind', failures: [{ haveTenths: 720 }] })
    expect(verdictOf(checking, hoursOf(30, 50, 18), inYear).passes).toBe(true)
  })
})

const category = fc.constantFrom('public' as const, 'professional' as const, 'elective' as const)
const mode = fc.constantFrom('faceToFace', 'online', 'publication')
const few = fc.integer({ min: 0, max: 40 })
const cap = fc.option(few, { nil: null })

const hours = fc.array(
  fc.record({
    category,
    studyMode: fc.option(mode, { nil: null }),
    recognizedTenths: fc.integer({ min: 0, max: 30 }),
    pendingTenths: fc.integer({ min: 0, max: 30 }),
  }),
  { maxLength: 8 },
)

const ruleSet: fc.Arbitrary<RuleSet> = fc
  .record({
    minima: fc.tuple(few, few, few),
    caps: fc.tuple(cap, cap, cap),
    totalTenths: fc.integer({ min: 0, max: 100 }),
    ceilings: fc.array(fc.record({ studyMode: mode, category: fc.option(category, { nil: null }), capTenths: few }), {
      maxLength: 4,
    }),
    substitutions: fc.array(fc.record({ from: category, to: category, capTenths: few }), { maxLength: 3 }),
    carryOver: fc.option(fc.record({ capTenths: few }), { nil: null }),
    least: fc.array(fc.record({ categories: fc.array(category, { minLength: 1 }), tenths: few }), { maxLength: 2 }),
  })
  .map(({ minima, caps, least, ...rest }) => ({
    ...setOf('440000-2024'),
    ...rest,
    categories: (['public', 'professional', 'elective'] as const).map((code, index) => ({
      code,
      minTenths: minima[index] ?? 0,
      capTenths: caps[index] ?? null,
      deadline: null,
    })),
    checks: least.map((of) => ({ expression: { kind: 'leastHours', ...of }, severity: 'failure' })),
  }))

const carried = fc.record({ public: few, professional: few, elective: few })

describe('for every rule set and all hours', () => {
  it('one more recognised record never turns a pass into a fail, nor counts less in any category', () => {
    fc.assert(
      fc.property(ruleSet, hours, hours, carried, (set, before, more, over) => {
        const options = { ...inYear, carried: over }
        const [was, is] = [verdictOf(set, before, options), verdictOf(set, [...before, ...more], options)]
        if (was.passes) expect(is.passes).toBe(true)
        if (was.passesWithPending) expect(is.passesWithPending).toBe(true)
        expect(is.total.countedTenths).toBeGreaterThanOrEqual(was.total.countedTenths)
        for (const [index, { countedTenths }] of was.categories.entries()) {
          expect(is.categories[index]?.countedTenths).toBeGreaterThanOrEqual(countedTenths)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('what is recognised adds up, whatever lines it comes in and in whatever order', () => {
    fc.assert(
      fc.property(ruleSet, hours, (set, lines) => {
        const split = lines.flatMap((one) => {
          const half = Math.floor(one.recognizedTenths / 2)
          return [
            { ...one, recognizedTenths: one.recognizedTenths - half },
            { ...one, recognizedTenths: half, pendingTenths: 0 },
          ]
        })
        const verdict = verdictOf(set, lines, inYear)
        expect(verdictOf(set, split.reverse(), inYear)).toEqual(verdict)
        const sum = verdict.categories.reduce((all, { haveTenths }) => all + haveTenths, 0)
        expect(verdict.total.haveTenths).toBe(sum)
      }),
    )
  })

  it('passes exactly when nothing is short and no check fails, and then has nothing left to advise', () => {
    fc.assert(
      fc.property(ruleSet, hours, (set, lines) => {
        const verdict = verdictOf(set, lines, inYear)
        const short = [...verdict.categories, verdict.total].some(({ shortTenths }) => shortTenths > 0)
        expect(verdict.passes).toBe(!short && verdict.failures.length === 0)
        if (verdict.passes) expect(adviceOf(verdict)).toEqual([])
      }),
    )
  })
})
