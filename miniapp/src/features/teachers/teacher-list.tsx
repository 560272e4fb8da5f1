import { endpoints } from '@jijiao/shared/api'
import { labelOf, PROFESSIONAL_QUALIFICATIONS, SEXES } from '@jijiao/shared/codes'
import {
  TEACHER_ACTION_LABELS,
  TEACHER_STATE_LABELS,
  TEACHER_STATES,
  type TeacherLine,
  type TeacherState,
} from '@jijiao/shared/teachers'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, type Column, Empty, FilterBar, Records, SortField, StatusTag, Tabs, toast } from '../../ui'
import { ActSheet } from '../decisions'
import { SearchField, useSearch } from '../search'
import { AppPage, LoadedPages } from '../shell'
import { useSorting } from '../sorting'
import { ExportButton } from '../spreadsheets'

const TABS = [
  { value: 'all', label: '全部' },
  ...TEACHER_STATES.map((value) => ({ value, label: TEACHER_STATE_LABELS[value] })),
] as const

const MOVES = {
  enable: { title: '启用', message: '启用后，可以选为授课教师或班主任。', done: '已启用' },
  disable: { title: '停用', message: '停用后，新的培训班不能再选；已有的培训班不受影响。', done: '已停用' },
  remove: { title: '删除', message: '删除后不能恢复。用过的师资不能删除，只能停用。', done: '已删除' },
} as const
type Move = keyof typeof MOVES
type Asking = { readonly move: Move; readonly teacher: TeacherLine }

/** 师资: who may teach or head the unit's classes. */
export function TeacherList() {
  const search = useSearch()
  const [state, setState] = useState<TeacherState | 'all'>('all')
  const [asking, setAsking] = useState<Asking | null>(null)
  const mayAdd = useSession(({ session }) => session?.actingAs?.grants.includes('operate') ?? false)
  const order = useSorting<'name'>('name')
  const query = { state: state === 'all' ? undefined : state, q: search.query, sort: order.sort }
  const remote = useRemotePages(`teachers:${state}:${search.query}:${order.sort}`, (cursor) =>
    api.teachers.list({ query: { ...query, cursor } }),
  )
  const actionsOf = (teacher: TeacherLine) => {
    const { edit, enable, disable, remove } = teacher.abilities
    const ask = (move: Move) => () => setAsking({ move, teacher })
    return [
      ...(edit ? [{ text: '修改', onPress: () => open('teacherForm', { teacherId: teacher.id }) }] : []),
      ...(enable ? [{ text: TEACHER_ACTION_LABELS.enable, onPress: ask('enable') }] : []),
      ...(disable ? [{ text: TEACHER_ACTION_LABELS.disable, onPress: ask('disable') }] : []),
      ...(remove ? [{ text: '删除', danger: true, onPress: ask('remove') }] : []),
    ]
  }
  const add = mayAdd && (
    <Button icon="plus" onPress={() => open('teacherForm')}>
      添加师资
    </Button>
  )
  return (
    <AppPage title="师资" wide footer={add || undefined}>
      <Tabs label="师资状态" value={state} options={TABS} onChange={setState} />
      <FilterBar
        sorting={<SortField columns={COLUMNS} {...order.table} />}
        search={<SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />}
        end={<ExportButton endpoint={endpoints.teachers.list} query={query} />}
      />
      <LoadedPages remote={remote} empty={<Nobody isFiltered={state !== 'all' || search.query !== ''} />}>
        {(teachers) => (
          <Records
            label="师资"
            items={teachers}
            idOf={({ id }) => id}
            nameOf={({ name }) => name}
            {...order.table}
            columns={COLUMNS}
            renderCard={(teacher) => <TeacherCard teacher={teacher} />}
            actionsOf={actionsOf}
          />
        )}
      </LoadedPages>
      {asking && (
        <MoveSheet
          {...asking}
          onDone={() => {
            setAsking(null)
            void remote.reload()
          }}
          onDismiss={() => setAsking(null)}
        />
      )}
    </AppPage>
  )
}

const qualificationOf = ({ qualification }: TeacherLine) => labelOf(PROFESSIONAL_QUALIFICATIONS, qualification) ?? ''

const StateTag = ({ state }: { readonly state: TeacherState }) => (
  <StatusTag tone={state === 'enabled' ? 'good' : 'neutral'}>{TEACHER_STATE_LABELS[state]}</StatusTag>
)

const COLUMNS: readonly Column<TeacherLine>[] = [
  { title: '姓名', sortBy: 'name', isShort: true, value: ({ name }) => name },
  { title: '性别', value: ({ sex }) => labelOf(SEXES, sex) },
  { title: '身份证号', value: ({ residentId }) => residentId },
  { title: '手机号', value: ({ phone }) => phone },
  { title: '授课课程', value: ({ coursesTaught }) => coursesTaught },
  { title: '专业技术资格', value: qualificationOf },
  { title: '状态', value: ({ state }) => <StateTag state={state} /> },
]

function TeacherCard({ teacher }: { readonly teacher: TeacherLine }) {
  const facts = [labelOf(SEXES, teacher.sex), qualificationOf(teacher), teacher.phone].filter(Boolean).join(' · ')
  return (
    <View className="ui-row">
      <View className="ui-list-main">
        <Text className="ui-strong">{teacher.name}</Text>
        <Text className="ui-list-note">{facts}</Text>
        {teacher.coursesTaught && <Text className="ui-list-note">{`授课：${teacher.coursesTaught}`}</Text>}
      </View>
      <StateTag state={teacher.state} />
    </View>
  )
}

type MoveSheetProps = Asking & { readonly onDone: () => void; readonly onDismiss: () => void }

function MoveSheet({ move, teacher, onDone, onDismiss }: MoveSheetProps) {
  const words = MOVES[move]
  return (
    <ActSheet
      title={`${words.title}${teacher.name}？`}
      message={words.message}
      confirmText={words.title}
      danger={move === 'remove'}
      intent={[move, teacher.id]}
      act={async (idempotencyKey) => {
        await api.teachers[move]({ params: { teacherId: teacher.id } }, { idempotencyKey })
        toast(words.done)
        onDone()
      }}
      onDismiss={onDismiss}
    />
  )
}

function Nobody({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) return <Empty icon="search" title="没有找到" note="没有符合条件的师资，换个状态或换个词试试。" />
  return <Empty icon="person" title="还没有师资" note="添加后，可以在课程计划里选为授课教师或班主任。" />
}
