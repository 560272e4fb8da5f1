import { endpoints } from '@jijiao/shared/api'
import type { RecordLine } from '@jijiao/shared/credit-records'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { type Column, Empty, FilterBar, Records, SortField, Switch } from '../../ui'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'
import { RECORD_COLUMNS, RecordCard, recordName } from './record-columns'
import { useRecordFilters } from './record-filters'

/** 学时查询: what is recognised, latest year first. */
export function RecognizedList() {
  const search = useSearch()
  const provider = useSearch()
  const filters = useRecordFilters()
  const [isSelfApproved, setSelfApproved] = useState(false)
  const isUnit = useSession(({ session }) => session?.actingAs?.kind === 'unit')
  const order = useSorting<'year'>('-year')
  const query = {
    sort: order.sort,
    ...filters.query,
    q: search.query,
    provider: provider.query,
    selfApproved: isSelfApproved ? ('true' as const) : undefined,
  }
  const remote = useRemotePages(
    `recognized:${search.query}:${provider.query}:${isSelfApproved}:${filters.key}:${order.sort}`,
    (cursor) => api.creditRecords.recognized({ query: { ...query, cursor } }),
  )
  return (
    <AppPage title="学时查询" wide>
      <FilterBar
        sorting={<SortField columns={COLUMNS} {...order.table} />}
        search={<SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />}
        filters={
          <>
            {filters.fields}
            <SearchField label="施教机构" value={provider.typed} onChange={provider.setTyped} />
            <View>
              <Switch checked={isSelfApproved} onChange={setSelfApproved}>
                只看申报和认定为同一人的
              </Switch>
            </View>
          </>
        }
        activeCount={filters.activeCount + (provider.query ? 1 : 0) + (isSelfApproved ? 1 : 0)}
        end={<ExportButton endpoint={endpoints.creditRecords.recognized} query={query} />}
      />
      <LoadedPages
        remote={remote}
        empty={<Empty icon="certificate" title="没有已认定的学时" note="培训班结班或申报认定后，会出现在这里。" />}
      >
        {(records) => (
          <Records
            label="已认定的学时"
            items={records}
            idOf={({ id }) => id}
            nameOf={recordName}
            {...order.table}
            columns={isUnit ? COLUMNS : [...COLUMNS, UNIT_COLUMN]}
            renderCard={(record) => <RecordCard record={record} />}
            onOpen={({ id }) => open('record', { recordId: id })}
          />
        )}
      </LoadedPages>
    </AppPage>
  )
}

const COLUMNS = RECORD_COLUMNS.map((column) => (column.title === '年度' ? { ...column, sortBy: 'year' } : column))
const UNIT_COLUMN: Column<RecordLine> = { title: '单位', value: ({ organization }) => organization.name }
