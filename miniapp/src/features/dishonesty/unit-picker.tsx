import { View } from '@tarojs/components'
import { api, useRemote } from '../../api'
import { Empty, List, ListItem } from '../../ui'
import { SearchField, useSearch } from '../search'
import { Loaded } from '../shell'

type UnitPickerProps = { readonly onPick: (unit: { readonly id: string; readonly name: string }) => void }

/** Chooses a unit by its name. */
export function UnitPicker({ onPick }: UnitPickerProps) {
  const search = useSearch()
  const remote = useRemote(search.query ? `unit-picker:${search.query}` : null, () =>
    api.organizations.search({ query: { q: search.query } }),
  )
  return (
    <View className="ui-stack">
      <SearchField label="单位名称或拼音首字母" value={search.typed} onChange={search.setTyped} />
      {search.query !== '' && (
        <Loaded remote={remote}>
          {({ data: units }) =>
            units.length === 0 ? (
              <Empty icon="search" title="没有找到单位" note="换个词试试。" />
            ) : (
              <List>
                {units.map((unit) => (
                  <ListItem key={unit.id} title={unit.name} onPress={() => onPick(unit)} />
                ))}
              </List>
            )
          }
        </Loaded>
      )}
    </View>
  )
}
