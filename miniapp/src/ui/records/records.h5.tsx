import { useWide } from '../../platform/use-wide'
import { DataTable } from './data-table'
import { RecordCards } from './record-cards'
import type { RecordsProps } from './record-props'

/** A list of records: a table where there is room for one, cards elsewhere. */
export function Records<T>(props: RecordsProps<T>) {
  return useWide() ? <DataTable {...props} /> : <RecordCards {...props} />
}
