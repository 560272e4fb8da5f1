import { GUANGDONG_ROWS, PROVINCE_ROWS } from './data'

export const REGION_LEVELS = ['province', 'city', 'county'] as const
export type RegionLevel = (typeof REGION_LEVELS)[number]

export interface Region {
  /** Six digits, GB/T 2260. */
  readonly code: string
  readonly name: string
  readonly level: RegionLevel
}

const provinces: Region[] = PROVINCE_ROWS.split(' ').map((row) => ({
  code: `${row.slice(0, 2)}0000`,
  name: row.slice(2),
  level: 'province',
}))

const guangdong: Region[] = GUANGDONG_ROWS.trim()
  .split('\n')
  .flatMap((row) => {
    const [city = '', ...counties] = row.split(' ')
    return [
      { code: `${city.slice(0, 4)}00`, name: city.slice(4), level: 'city' as const },
      ...counties.map((county) => ({
        code: city.slice(0, 4) + county.slice(0, 2),
        name: county.slice(2),
        level: 'county' as const,
      })),
    ]
  })

/** All provinces, then the cities and counties of Guangdong, each level in the order of its codes. */
export const REGIONS: readonly Region[] = [...provinces, ...guangdong]

const byCode = new Map(REGIONS.map((region) => [region.code, region]))

/** The digits that everything within a region shares: 44 for 440000, 4419 for 441900. */
const prefixOf = (code: string) => code.replace(/(?:00){1,2}$/, '')

/** `undefined` when the code is not in `REGIONS`: not current, or outside what it covers. */
export const findRegion = (code: string): Region | undefined => byCode.get(code)

/** The next level of a picker: provinces without a code, then cities, then counties; empty where the choice ends. */
export const childRegionsOf = (code?: string): readonly Region[] => {
  if (code === undefined) return provinces
  const parent = byCode.get(code)
  if (!parent || parent.level === 'county') return []
  const level = parent.level === 'province' ? 'city' : 'county'
  return guangdong.filter((region) => region.level === level && isWithin(region.code, code))
}

/** The codes from the province down to the region itself, known or not: 440106 → 440000, 440100, 440106. */
export const enclosingRegionCodes = (code: string): readonly string[] => [
  ...new Set([`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code]),
]

/**
 * From the province down to the region itself. Of a code that is not in `REGIONS` (an abolished county, say) only the
 * known part above it, which may be empty.
 */
export const regionPath = (code: string): readonly Region[] =>
  enclosingRegionCodes(code).flatMap((part) => byCode.get(part) ?? [])

/** The path in one line: 广东省广州市天河区. */
export const regionName = (code: string): string =>
  regionPath(code)
    .map((region) => region.name)
    .join('')

/** Whether a region is the other or lies in it, by their codes alone, so abolished codes work too. */
export const isWithin = (code: string, ancestor: string): boolean =>
  /^\d{6}$/.test(code) && /^[1-9]\d{5}$/.test(ancestor) && code.startsWith(prefixOf(ancestor))
