import type { ProfileChangeView } from '@jijiao/shared/trainees'
import { describe, expect, it } from 'vitest'
import { differencesOf, valueInWords } from './words'

describe('what is stored of a profile, in words', () => {
  it('reads codes, regions and days', () => {
    expect(valueInWords('sex', '2')).toBe('女')
    expect(valueInWords('regionCode', '440106')).toBe('广东省 广州市 天河区')
    expect(valueInWords('birthDate', '1991-02-20')).toBe('1991年2月20日')
    expect(valueInWords('school', '华南理工大学')).toBe('华南理工大学')
  })

  it('reads each of several codes', () => {
    expect(valueInWords('series', '080、130')).not.toMatch(/\d/)
  })

  it('says what was there before a change and what is there now', () => {
    const fields: ProfileChangeView['fields'] = [{ field: 'school', before: null, after: '中山大学' }]
    expect(differencesOf({ fields } as ProfileChangeView)).toEqual([
      { name: '毕业院校', before: null, after: '中山大学' },
    ])
  })
})
