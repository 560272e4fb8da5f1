import { describe, expect, it } from 'vitest'
import { childRegionsOf, findRegion, isWithin, REGIONS, regionName, regionPath } from '.'

const namesOf = (code?: string) => childRegionsOf(code).map(({ name }) => name)

describe('the regions', () => {
  it('have one name for each well-formed code, in order within each level', () => {
    expect(new Set(REGIONS.map(({ code }) => code)).size).toBe(REGIONS.length)
    expect(REGIONS.filter(({ code, name }) => !/^\d{6}$/.test(code) || !/^\p{sc=Han}{2,}$/u.test(name))).toEqual([])
    for (const parent of [undefined, '440000', '440100']) {
      const codes = childRegionsOf(parent).map(({ code }) => code)
      expect(codes).toEqual([...codes].sort())
    }
  })

  it('are 34 provinces, and the 21 cities and 122 counties of Guangdong', () => {
    const countOf = (level: string) => REGIONS.filter((region) => region.level === level).length
    expect([countOf('province'), countOf('city'), countOf('county')]).toEqual([34, 21, 122])
  })

  it('lead a picker from the province to the county', () => {
    expect(namesOf()).toContain('广东省')
    expect(namesOf('440000')).toContain('东莞市')
    expect(namesOf('440400')).toEqual(['香洲区', '斗门区', '金湾区'])
    expect(namesOf('440402')).toEqual([])
    expect(namesOf('999999')).toEqual([])
  })

  it('end at the city in Dongguan and Zhongshan', () => {
    expect(namesOf('441900')).toEqual([])
    expect(namesOf('442000')).toEqual([])
  })
})

describe('the path of a region', () => {
  it('leads from the province to the region', () => {
    expect(regionPath('440106').map(({ name, level }) => `${level} ${name}`)).toEqual([
      'province 广东省',
      'city 广州市',
      'county 天河区',
    ])
    expect(regionName('441900')).toBe('广东省东莞市')
    expect(regionName('440000')).toBe('广东省')
  })

  it('of an abolished or unknown code is what is known of it', () => {
    expect(regionName('440116')).toBe('广东省广州市')
    expect(regionName('110105')).toBe('北京市')
    expect(regionPath('000000')).toEqual([])
    expect(regionPath('')).toEqual([])
    expect(findRegion('440116')).toBeUndefined()
  })
})

describe('a region', () => {
  it.each([
    ['440106', '440106'],
    ['440106', '440100'],
    ['440106', '440000'],
    ['440116', '440100'],
    ['441900', '440000'],
    ['441900', '441900'],
  ])('%s is within %s', (code, ancestor) => {
    expect(isWithin(code, ancestor)).toBe(true)
  })

  it.each([
    ['440000', '440100'],
    ['440100', '440106'],
    ['441900', '442000'],
    ['450000', '440000'],
    ['441900', '000000'],
    ['441900', ''],
    ['4419', '440000'],
    ['441900\n', '440000'],
  ])('%s is not within %s', (code, ancestor) => {
    expect(isWithin(code, ancestor)).toBe(false)
  })
})
