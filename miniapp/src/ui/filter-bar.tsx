import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { classNames } from './class-names'

type FilterBarProps = {
  /** What is looked for most: always in sight. */
  readonly search?: ReactNode
  /** Further conditions: a row on a desk, folded away on a phone. */
  readonly filters?: ReactNode
  /** The order of the list, where the table has no headings to press: a `SortField`. */
  readonly sorting?: ReactNode
  /** How many of the conditions hold, so that a folded one is not forgotten. */
  readonly activeCount?: number
  /** What is done with the whole list: export, print, a new one. */
  readonly end?: ReactNode
}

/** The conditions of a list above it. */
export function FilterBar({ search, filters, sorting, activeCount = 0, end }: FilterBarProps) {
  const [isOpen, setOpen] = useState(false)
  const what = [filters && '筛选', sorting && '排序'].filter(Boolean).join('和')
  const isSortingOnly = !search && !filters && !end
  return (
    <View className={classNames('ui-filter-bar', isOpen && 'is-open', isSortingOnly && 'is-sorting-only')}>
      {search && <View className="ui-filter-first">{search}</View>}
      {what && (
        <View className="ui-filter-toggle">
          <Button kind="secondary" small onPress={() => setOpen(!isOpen)}>
            {activeCount > 0 ? `${what}（${activeCount}）` : what}
          </Button>
        </View>
      )}
      {what && (
        <View className="ui-filter-more">
          {filters}
          {sorting}
        </View>
      )}
      {end && <View className="ui-filter-end">{end}</View>}
    </View>
  )
}
