import type { TraineeView } from '@jijiao/shared/affiliations'
import { endpoints } from '@jijiao/shared/api'
import { EDUCATIONS, labelOf, PROFESSIONAL_QUALIFICATIONS, SEXES } from '@jijiao/shared/codes'
import { Text, View } from '@tarojs/components'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, type Column, Empty, FilterBar, Records, SortField } from '../../ui'
import { dayInWords, dayOf } from '../calendar'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'

/** 学员管理: who is bound to the unit; an authority reads those of its region. */
export function TraineeList() {
  const search = useSearch()
  const order = useSorting<'name'>('name')
  const query = { q: search.query, sort: order.sort }
  const actingAs = useSession(({ session }) => session?.actingAs)
  const isUnit = actingAs?.kind === 'unit'
  const mayAdd = isUnit && actingAs.grants.includes('operate')
  const remote = useRemotePages(`trainees:${search.query}:${order.sort}`, (cursor) =>
    api.affiliations.trainees({ query: { ...query, cursor } }),
  )
  const add = mayAdd && (
    <Button icon="plus" onPress={() => open('traineeForm')}>
      添加学员
    </Button>
  )
  const former = isUnit && (
    <Button kind="secondary" small onPress={() => open('formerTrainees')}>
      已离开的学员
    </Button>
  )
  return (
    <AppPage title="学员管理" wide footer={add || undefined}>
      <FilterBar
        sorting={<SortField columns={COLUMNS} {...order.table} />}
        search={
          <SearchField label="姓名、拼音首字母、身份证号或手机号" value={search.typed} onChange={search.setTyped} />
        }
        end={
          <>
            {former}
            {mayAdd && (
              <Button kind="secondary" small onPress={() => open('imports', { kind: 'trainees' })}>
                批量添加
              </Button>
            )}
            <ExportButton endpoint={endpoints.affiliations.trainees} query={query} />
          </>
        }
      />
      <LoadedPages remote={remote} empty={<Nobody query={search.query} isUnit={isUnit} />}>
        {(trainees) => (
          <Records
            label="学员"
            items={trainees}
            idOf={({ affiliationId }) => affiliationId}
            nameOf={({ name }) => name}
            {...order.table}
            columns={isUnit ? COLUMNS : [...COLUMNS, UNIT_COLUMN]}
            renderCard={(trainee) => <TraineeCard trainee={trainee} withUnit={!isUnit} />}
            onOpen={({ id }) => open('trainee', { traineeId: id })}
          />
        )}
      </LoadedPages>
    </AppPage>
  )
}

const COLUMNS: readonly Column<TraineeView>[] = [
  { title: '姓名', sortBy: 'name', isShort: true, value: ({ name }) => name },
  { title: '性别', value: ({ sex }) => labelOf(SEXES, sex) },
  { title: '身份证号', value: ({ residentId }) => residentId },
  { title: '手机号', value: ({ phone }) => phone },
  { title: '最高学历', value: ({ education }) => labelOf(EDUCATIONS, education) },
  { title: '专业技术资格', value: ({ qualification }) => labelOf(PROFESSIONAL_QUALIFICATIONS, qualification) },
  { title: '加入日期', isShort: true, value: ({ affiliatedAt }) => dayInWords(dayOf(affiliatedAt)) },
]
const UNIT_COLUMN: Column<TraineeView> = { title: '单位', value: ({ organization }) => organization.name }

function TraineeCard({ trainee, withUnit }: { readonly trainee: TraineeView; readonly withUnit: boolean }) {
  const qualification = labelOf(PROFESSIONAL_QUALIFICATIONS, trainee.qualification)
  const studies = [labelOf(EDUCATIONS, trainee.education), qualification].filter(Boolean).join(' · ')
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong">{trainee.name}</Text>
        <Text>{labelOf(SEXES, trainee.sex) ?? ''}</Text>
      </View>
      <Text className="ui-list-note">{`${trainee.residentId} · ${trainee.phone ?? '手机号未填'}`}</Text>
      {studies && <Text className="ui-list-note">{studies}</Text>}
      {withUnit && <Text className="ui-list-note">{trainee.organization.name}</Text>}
    </>
  )
}

function Nobody({ query, isUnit }: { readonly query: string; readonly isUnit: boolean }) {
  if (query) return <Empty icon="search" title="没有找到" note={`没有和“${query}”相符的学员，换个词试试。`} />
  if (!isUnit) return <Empty icon="people" title="还没有学员" />
  return (
    <Empty icon="people" title="还没有学员" note="职工扫描单位二维码申请加入，或由您直接添加。">
      <Button kind="secondary" onPress={() => open('joinCode')}>
        出示单位二维码
      </Button>
      <Button kind="secondary" onPress={() => open('imports', { kind: 'trainees' })}>
        用表格批量添加
      </Button>
    </Empty>
  )
}
