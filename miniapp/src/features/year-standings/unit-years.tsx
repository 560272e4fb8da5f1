import type { YearOutlook, YearSummaryView } from '@jijiao/shared/years'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { type Column, Empty, FilterBar, Records, SelectField } from '../../ui'
import { AppPage, LoadedPages } from '../shell'
import { percentOf, thisYear, YEARS } from './words'

/** 单位年度学时: the units of the HR authority's region with their year in numbers. */
export function UnitYears() {
  const [year, setYear] = useState(thisYear)
  const remote = useRemotePages(`unit-years:${year}`, (cursor) =>
    api.years.units({ params: { year: Number(year) }, query: { cursor } }),
  )
  return (
    <AppPage title="单位年度学时" wide>
      <FilterBar filters={<SelectField label="年度" value={year} options={YEARS} onChange={setYear} />} />
      <LoadedPages remote={remote} empty={<Empty icon="building" title="还没有单位" />}>
        {(units) => (
          <Records
            label="单位年度学时"
            items={units}
            idOf={({ unit }) => unit.id}
            nameOf={({ unit }) => unit.name}
            columns={COLUMNS}
            renderCard={(summary) => <UnitCard summary={summary} />}
            onOpen={({ unit }) => open('standings', { organizationId: unit.id, year })}
          />
        )}
      </LoadedPages>
    </AppPage>
  )
}

const peopleOf = ({ outlooks }: YearSummaryView, outlook: YearOutlook) =>
  outlooks.find((one) => one.outlook === outlook)?.people ?? 0

const COLUMNS: readonly Column<YearSummaryView>[] = [
  { title: '单位', value: ({ unit }) => unit.name },
  { title: '学员', isNumber: true, value: ({ people }) => people },
  { title: '不达标', isNumber: true, value: (summary) => peopleOf(summary, 'willMiss') },
  {
    title: '不达标比例',
    isNumber: true,
    value: (summary) => `${percentOf(peopleOf(summary, 'willMiss'), summary.people)}%`,
  },
  { title: '认定后可通过', isNumber: true, value: (summary) => peopleOf(summary, 'onTrack') },
  { title: '已通过', isNumber: true, value: (summary) => peopleOf(summary, 'passed') },
]

function UnitCard({ summary }: { readonly summary: YearSummaryView }) {
  return (
    <View>
      <Text className="ui-strong">{summary.unit.name}</Text>
      <Text className="ui-list-note">
        {`学员 ${summary.people} 人，不达标 ${peopleOf(summary, 'willMiss')} 人，已通过 ${peopleOf(summary, 'passed')} 人`}
      </Text>
    </View>
  )
}
