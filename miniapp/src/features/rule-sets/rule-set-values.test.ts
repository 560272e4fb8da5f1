import { describe, expect, it } from 'vitest'
import { checkRuleSet, ruleSetInputOf, ruleSetValuesOf } from './rule-set-values'

const typed = {
  ...ruleSetValuesOf(null, '2027'),
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

  it('is complained about where it is not right', () => {
    expect(checkRuleSet({ ...typed, to: '2026' }).to).toBe('结束年度不能早于开始年度')
    expect(checkRuleSet({ ...typed, perDay: '' }).perDay).toBe('请填写每天的学时上限')
    expect(checkRuleSet(withCategory({ min: '三十' })).categories).toContain('请填写数字')
    expect(checkRuleSet(withCategory({ deadline: '4月底' })).categories).toContain('月-日')
  })
})
