import type { TraineeView } from '@jijiao/shared/affiliations'
import { View } from '@tarojs/components'
import { api, useRemotePages } from '../../api'
import { Empty, List, ListItem } from '../../ui'
import { SearchField, useSearch } from '../search'
import { LoadedPages } from '../shell'

type TraineePickerProps = { readonly onPick: (trainee: TraineeView) => void }

const SHOWN = 10

/** Chooses one of the unit's trainees. */
export function TraineePicker({ onPick }: TraineePickerProps) {
  const search = useSearch()
  const remote = useRemotePages(`trainee-picker:${search.query}`, (cursor) =>
    api.affiliations.trainees({ query: { q: search.query, limit: SHOWN, cursor } }),
  )
  return (
    <View className="ui-stack">
      <SearchField label="姓名、拼音首字母或身份证号" value={search.typed} onChange={search.setTyped} />
      <LoadedPages remote={remote} empty={<Empty icon="search" title="没有找到学员" note="换个词试试。" />}>
        {(trainees) => (
          <List>
            {trainees.map((trainee) => (
              <ListItem
                key={trainee.id}
                title={trainee.name}
                note={trainee.residentId}
                onPress={() => onPick(trainee)}
              />
            ))}
          </List>
        )}
      </LoadedPages>
    </View>
  )
}
