import { PROFESSIONAL_QUALIFICATIONS, QUALIFICATION_SERIES, qualificationsOf } from '@jijiao/shared/codes'
import { useState } from 'react'
import { optionsOf } from './code-options'
import { OptionalSelect } from './optional-select'

const SERIES = optionsOf(QUALIFICATION_SERIES)

type QualificationFieldProps = {
  readonly value: string
  /** The chosen title and the series it belongs to; both empty when it is taken back. */
  readonly onChange: (qualification: string, seriesCode: string) => void
  readonly error?: string
}

/** Hundreds of titles in two steps: first the series, then the title within it. */
export function QualificationField({ value, onChange, error }: QualificationFieldProps) {
  const known = PROFESSIONAL_QUALIFICATIONS.find(({ code }) => code === value)?.seriesCode ?? ''
  const [chosenSeries, setChosenSeries] = useState(known)
  const seriesCode = known || chosenSeries
  return (
    <>
      <OptionalSelect
        label="专业技术资格所属系列"
        hint={seriesCode ? undefined : '先选系列，再选资格'}
        value={seriesCode}
        options={SERIES}
        onChange={(series) => {
          setChosenSeries(series)
          if (series !== seriesCode) onChange('', '')
        }}
        error={seriesCode ? undefined : error}
      />
      {seriesCode && (
        <OptionalSelect
          label="专业技术资格"
          placeholder="请选择资格"
          value={value}
          options={optionsOf(qualificationsOf(seriesCode))}
          onChange={(qualification) => onChange(qualification, qualification && seriesCode)}
          error={error}
        />
      )}
    </>
  )
}
