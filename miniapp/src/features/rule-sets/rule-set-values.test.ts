import type { RuleSetView } from '@jijiao/shared/rule-sets'
import { describe, expect, it } from 'vitest'
import { checkRuleSet, newExemption, ruleSetInputOf, ruleSetValuesOf } from './rule-set-values'

const typed = {
  ...ruleSetValuesOf({ before: null, isCorrection: false }, '2027'),
  perDay: '8',
  dayIsCap: true,
  total: '90',
  basis: '粤人社规〔2026〕1 号',
  reason: '新文件',
}
const withCategory = (part: Partial<(typeof typed.categories)[number]>) => ({
  ...typed,
  categories: typed.categories.map((one, index) => (index === 0 ? { ...one, ...part } : one)),
})

describe('what is typed of a rule set', () => {
  it('becomes what the server takes, in tenths of an hour', () => {
    const values = withCategory({ min: '30.5', cap: '40', deadline: '04-30' })
    expect(Object.values(checkRuleSet(values)).filter(Boolean)).toEqual([])
    const { years, content } = ruleSetInputOf(values, null)
    expect(years).toEqual({ from: 2027, to: null })
    expect(content.unit).toEqual({ minutesPerHour: 45, tenthsPerDay: 80, dayIsCap: true })
    expect(content.categories[0]).toMatchObject({
      minTenths: 305,
      capTenths: 400,
      deadline: { yearOffset: 1, monthDay: '04-30' },
    })
  })

  it('begins with the hours of a wider region, but with its own year and document', () => {
    const { content, years } = ruleSetInputOf(withCategory({ min: '30' }), null)
    const province = { content, years: { ...years, to: 2027 }, series: null } as RuleSetView
    const own = ruleSetValuesOf({ before: province, isCorrection: false }, '2028')
    expect(own).toMatchObject({ from: '2028', to: '', total: '90', basis: '', reason: '' })
    expect(ruleSetValuesOf({ before: province, isCorrection: true }, '2028')).toMatchObject({
      from: '2027',
      to: '2027',
    })
  })

  it('names each reason for less hours once, by a code that no other one has', () => {
    const first = { ...newExemption([]), label: '产假' }
    const second = newExemption([first])
    expect(second.code).not.toBe(first.code)
    expect(checkRuleSet({ ...typed, exemptions: [first, second] }).exemptions).toBe('请填写每一条减免的原因')
    const twice = [first, { ...second, label: ' 产假' }]
    expect(checkRuleSet({ ...typed, exemptions: twice }).exemptions).toBe('同一个减免原因只能填写一次')
  })

  it('is complained about where it is not right', () => {
    expect(checkRuleSet({ ...typed, to: '2026' }).to).toBe('结束年度不能早于开始年度')
    expect(checkRuleSet({ ...typed, perDay: '' }).perDay).toBe('请填写每天的学时上限')
    expect(checkRuleSet(withCategory({ min: '三十' })).categories).toContain('请填写数字')
    expect(checkRuleSet(withCategory({ deadline: '4月底' })).categories).toContain('月-日')
  })
})
