import { View } from '@tarojs/components'
import { SelectField } from '../field'
import type { Column, Sorting } from './record-props'

type SortFieldProps<T> = {
  readonly columns: readonly Column<T>[]
  readonly sorting: Sorting
  readonly onSort: (sorting: Sorting) => void
}

const DIRECTIONS = { ascending: '升序', descending: '降序' } as const
const wordOf = ({ by, direction }: Sorting) => `${by} ${direction}`

/** The order of a list where it has no headings to press: on a phone. */
export function SortField<T>({ columns, sorting, onSort }: SortFieldProps<T>) {
  const choices = columns.flatMap(({ title, sortBy }) =>
    sortBy === undefined
      ? []
      : (['ascending', 'descending'] as const).map((direction) => ({
          sorting: { by: sortBy, direction },
          label: `${title}${DIRECTIONS[direction]}`,
        })),
  )
  return (
    <View className="ui-sort-field">
      <SelectField
        label="排序"
        value={wordOf(sorting)}
        options={choices.map((choice) => ({ value: wordOf(choice.sorting), label: choice.label }))}
        onChange={(word) => {
          const chosen = choices.find((choice) => wordOf(choice.sorting) === word)
          if (chosen) onSort(chosen.sorting)
        }}
      />
    </View>
  )
}
