import { LEGACY_TAKEOVER_LABELS, type LegacyPersonView } from '@jijiao/shared/legacy'
import { Text, View } from '@tarojs/components'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { type Column, Empty, Records, StatusTag } from '../../ui'
import { LoadedPages } from '../shell'

/** Who was with the old unit, and whether she is with the unit now. */
export function OldPeople({ q }: { readonly q: string }) {
  const remote = useRemotePages(`legacy-people:${q}`, (cursor) => api.legacy.people({ query: { q, cursor } }))
  return (
    <LoadedPages
      remote={remote}
      empty={<Empty icon="people" title="没有旧系统人员" note="绑定旧系统单位后，当时的人员会直接绑定到本单位。" />}
    >
      {(people) => (
        <Records
          label="旧系统人员"
          items={people}
          idOf={({ id }) => id}
          nameOf={({ name }) => name}
          columns={COLUMNS}
          renderCard={(person) => (
            <>
              <View className="ui-row">
                <Text className="ui-strong ui-list-main">{person.name}</Text>
                <TakeoverTag person={person} />
              </View>
              <Text className="ui-list-note">{`${person.residentId} · ${person.unitName}`}</Text>
            </>
          )}
          actionsOf={({ traineeId }) =>
            traineeId ? [{ text: '查看学员', onPress: () => open('trainee', { traineeId }) }] : []
          }
        />
      )}
    </LoadedPages>
  )
}

function TakeoverTag({ person: { takeover } }: { readonly person: LegacyPersonView }) {
  if (takeover === null) return <StatusTag tone="info">正在绑定</StatusTag>
  return <StatusTag tone={takeover === 'bound' ? 'good' : 'warn'}>{LEGACY_TAKEOVER_LABELS[takeover]}</StatusTag>
}

const COLUMNS: readonly Column<LegacyPersonView>[] = [
  { title: '姓名', isShort: true, value: ({ name }) => name },
  { title: '身份证号', value: ({ residentId }) => residentId },
  { title: '当时的单位', value: ({ unitName }) => unitName },
  { title: '现在', value: (person) => <TakeoverTag person={person} /> },
]
