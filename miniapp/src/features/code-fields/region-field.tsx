import { childRegionsOf, type Region, regionPath } from '@jijiao/shared/regions'
import { OptionalSelect } from './optional-select'

const toOptions = (regions: readonly Region[]) => regions.map(({ code, name }) => ({ value: code, label: name }))

type RegionFieldProps = {
  readonly value: string
  readonly onChange: (regionCode: string) => void
  readonly error?: string
  /** Province and city have to be chosen; a county only where there is one. */
  readonly isRequired?: boolean
}

/** Province, city, county; the choice may end at any level. Taking one back leaves the level above it. */
export function RegionField({ value, onChange, error, isRequired }: RegionFieldProps) {
  const [province, city, county] = regionPath(value)
  const cities = province ? childRegionsOf(province.code) : []
  const counties = city ? childRegionsOf(city.code) : []
  return (
    <>
      <OptionalSelect
        label="所在省份"
        isRequired={isRequired}
        value={province?.code ?? ''}
        options={toOptions(childRegionsOf())}
        onChange={onChange}
        error={error}
      />
      {province && cities.length > 0 && (
        <OptionalSelect
          label="所在城市"
          isRequired={isRequired}
          value={city?.code ?? ''}
          options={toOptions(cities)}
          onChange={(code) => onChange(code || province.code)}
        />
      )}
      {city && counties.length > 0 && (
        <OptionalSelect
          label="所在区县"
          value={county?.code ?? ''}
          options={toOptions(counties)}
          onChange={(code) => onChange(code || city.code)}
        />
      )}
    </>
  )
}
