import type { OrganizationCard } from '@jijiao/shared/organizations'
import { Text, View } from '@tarojs/components'
import { api, useRemote } from '../../api'
import { Empty, List, ListItem, Picked } from '../../ui'
import { SearchField, useSearch } from '../search'
import { Loaded } from '../shell'

export type PickedUnit = Pick<OrganizationCard, 'id' | 'name'>

type UnitPickProps = {
  /** What the unit is picked for: `重复的单位`. */
  readonly label: string
  readonly value: PickedUnit | null
  readonly onChange: (unit: PickedUnit | null) => void
}

/** One unit, found by what people know of it. Who picks another one searches from the start. */
export function UnitPick({ label, value, onChange }: UnitPickProps) {
  return (
    <View className="ui-stack">
      <Text className="ui-field-label">{label}</Text>
      {value ? (
        <Picked name={value.name} what={label} onRepick={() => onChange(null)} />
      ) : (
        <Search label={label} onPick={onChange} />
      )}
    </View>
  )
}

type OnPick = { readonly onPick: (unit: PickedUnit) => void }

function Search({ label, onPick }: OnPick & Pick<UnitPickProps, 'label'>) {
  const search = useSearch()
  return (
    <>
      <SearchField
        label="单位名称、简称、拼音首字母或信用代码"
        purpose={label}
        value={search.typed}
        onChange={search.setTyped}
      />
      {search.query && <Found query={search.query} onPick={onPick} />}
    </>
  )
}

function Found({ query, onPick }: OnPick & { readonly query: string }) {
  const remote = useRemote(`units-to-pick:${query}`, () => api.organizations.search({ query: { q: query } }))
  return (
    <Loaded remote={remote}>
      {({ data }) => {
        const units = data.filter(({ kind, mergedInto }) => kind === 'unit' && mergedInto === null)
        if (units.length === 0) return <Empty icon="search" title="没有找到这个单位" note="请换一个说法。" />
        return (
          <List>
            {units.map((unit) => (
              <ListItem
                key={unit.id}
                icon="building"
                title={unit.name}
                note={`${unit.code} · ${unit.regionName}`}
                onPress={() => onPick(unit)}
              />
            ))}
          </List>
        )
      }}
    </Loaded>
  )
}
