import { QUALIFICATION_SERIES } from '@jijiao/shared/codes'
import { optionsOf } from './code-options'
import { ManyField } from './many-field'

const MOST = 10

type SeriesFieldProps = {
  readonly value: readonly string[]
  readonly onChange: (series: readonly string[]) => void
  readonly error?: string
}

/** One or more series. */
export function SeriesField(props: SeriesFieldProps) {
  return (
    <ManyField
      label="职称系列"
      hint="可以选多个系列，点已选的系列可移除"
      most={MOST}
      options={optionsOf(QUALIFICATION_SERIES)}
      {...props}
    />
  )
}
