import { describe, expect, it } from 'vitest'
import { daysText } from './ranges'

describe('a span of days', () => {
  it('says a year once, and both where they differ', () => {
    expect(daysText('2019-03-02', '2019-03-06')).toBe('2019年3月2日–3月6日')
    expect(daysText('2018-12-30', '2019-01-02')).toBe('2018年12月30日–2019年1月2日')
    expect(daysText('2019-03-02', '2019-03-02')).toBe('2019年3月2日')
  })
})
