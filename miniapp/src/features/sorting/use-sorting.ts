import type { Sort } from '@jijiao/shared/http/contract'
import { useState } from 'react'
import type { Sorting } from '../../ui'

/** The order that a person has chosen for a list: `sort` for the server, `table` for what shows and changes it. */
export function useSorting<K extends string>(otherwise: Sort<K>) {
  const [sort, setSort] = useState(otherwise)
  const isDescending = sort.startsWith('-')
  const sorting: Sorting = {
    by: isDescending ? sort.slice(1) : sort,
    direction: isDescending ? 'descending' : 'ascending',
  }
  return {
    sort,
    table: {
      sorting,
      // The columns name none but the list's own keys.
      onSort: ({ by, direction }: Sorting) => setSort((direction === 'descending' ? `-${by}` : by) as Sort<K>),
    },
  }
}
