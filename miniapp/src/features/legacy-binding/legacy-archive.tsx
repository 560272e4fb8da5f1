import { endpoints } from '@jijiao/shared/api'
import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { LAST_LEGACY_YEAR } from '@jijiao/shared/legacy'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Empty, FilterBar, Records, Tabs } from '../../ui'
import { yearOptions } from '../calendar'
import { FilterSelect } from '../code-fields'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { ExportButton } from '../spreadsheets'
import { OldPeople } from './old-people'

const YEARS_SHOWN = 15
const YEARS = yearOptions(LAST_LEGACY_YEAR, YEARS_SHOWN)
const TABS = [
  { value: 'records', label: '学时记录' },
  { value: 'certificates', label: '证书' },
  { value: 'people', label: '人员' },
] as const
type Tab = (typeof TABS)[number]['value']

/** 旧系统档案: what the old system holds of the unit's people. */
export function LegacyArchive() {
  const search = useSearch()
  const [tab, setTab] = useState<Tab>('records')
  const [year, setYear] = useState('')
  const query = { q: search.query, year: year ? Number(year) : undefined }
  return (
    <AppPage title="旧系统档案" wide>
      <Tabs label="旧系统档案" value={tab} options={TABS} onChange={setTab} />
      <FilterBar
        search={<SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />}
        filters={
          tab === 'people' ? undefined : <FilterSelect label="年度" value={year} options={YEARS} onChange={setYear} />
        }
        activeCount={year && tab !== 'people' ? 1 : 0}
        end={
          <>
            <Button kind="secondary" small onPress={() => open('legacyBinding')}>
              绑定旧系统单位
            </Button>
            {tab !== 'people' && <ExportButton endpoint={endpoints.legacy[tab]} query={query} />}
          </>
        }
      />
      {tab === 'records' && <OldRecords query={query} />}
      {tab === 'certificates' && <OldCertificates query={query} />}
      {tab === 'people' && <OldPeople q={search.query} />}
    </AppPage>
  )
}

type ListProps = { readonly query: { readonly q: string; readonly year: number | undefined } }

const NOTHING = (
  <Empty icon="list" title="没有旧系统档案" note="先绑定本单位在旧系统里的名称，就能看到当时的记录和证书。" />
)

function OldRecords({ query }: ListProps) {
  const remote = useRemotePages(`legacy-records:${query.q}:${query.year}`, (cursor) =>
    api.legacy.records({ query: { ...query, cursor } }),
  )
  return (
    <LoadedPages remote={remote} empty={NOTHING}>
      {(records) => (
        <Records
          label="旧系统学时记录"
          items={records}
          idOf={({ id }) => id}
          nameOf={({ name, courseName }) => `${name}，${courseName}`}
          columns={[
            { title: '姓名', isShort: true, value: ({ name }) => name },
            { title: '身份证号', value: ({ residentId }) => residentId },
            { title: '年度', value: (record) => record.year },
            { title: '课程类型', value: ({ category }) => COURSE_CATEGORY_LABELS[category] },
            { title: '课程名称', value: ({ courseName }) => courseName },
            { title: '学时', isNumber: true, value: ({ certifiedTenths }) => formatCreditHours(certifiedTenths) },
            { title: '当时的单位', value: ({ unitName }) => unitName },
          ]}
          renderCard={(record) => (
            <>
              <View className="ui-row">
                <Text className="ui-strong">{record.name}</Text>
                <Text className="ui-list-main">{record.courseName}</Text>
              </View>
              <Text className="ui-list-note">
                {`${record.year} 年 · ${COURSE_CATEGORY_LABELS[record.category]} · ${formatCreditHours(record.certifiedTenths)} 学时`}
              </Text>
            </>
          )}
        />
      )}
    </LoadedPages>
  )
}

function OldCertificates({ query }: ListProps) {
  // The certificate itself shows the whole ID number.
  const mayPrint = useSession(({ session }) => session?.actingAs?.grants.includes('operate') ?? false)
  const remote = useRemotePages(`legacy-certificates:${query.q}:${query.year}`, (cursor) =>
    api.legacy.certificates({ query: { ...query, cursor } }),
  )
  return (
    <LoadedPages remote={remote} empty={NOTHING}>
      {(certificates) => (
        <Records
          label="旧系统证书"
          items={certificates}
          idOf={({ id }) => id}
          nameOf={({ name, number }) => `${name}，${number}`}
          onOpen={mayPrint ? ({ id }) => open('legacyCertificate', { certificateId: id }) : undefined}
          columns={[
            { title: '姓名', isShort: true, value: ({ name }) => name },
            { title: '身份证号', value: ({ residentId }) => residentId },
            { title: '年度', value: (certificate) => certificate.year },
            { title: '证书编号', value: ({ number }) => number },
            { title: '合计学时', isNumber: true, value: ({ totalTenths }) => formatCreditHours(totalTenths) },
            { title: '当时的单位', value: ({ unitName }) => unitName },
          ]}
          renderCard={(certificate) => (
            <>
              <Text className="ui-strong">{certificate.name}</Text>
              <Text className="ui-list-note">{certificate.number}</Text>
              <Text className="ui-list-note">
                {`${certificate.year} 年，合计 ${formatCreditHours(certificate.totalTenths)} 学时`}
              </Text>
            </>
          )}
        />
      )}
    </LoadedPages>
  )
}
