import type { ReactNode } from 'react'

export type Sorting<K extends string = string> = { readonly by: K; readonly direction: 'ascending' | 'descending' }

/** One column of the table on a wide screen. */
export type Column<T> = {
  readonly title: string
  readonly value: (item: T) => ReactNode
  /** A day, a code, a name: it stays on one line. */
  readonly isShort?: boolean
  /** A sentence: it is not squeezed into a few characters a line where the others are wide. */
  readonly isLong?: boolean
  /** Numbers stand at the end. */
  readonly isNumber?: boolean
  /** The server can sort by it under this name. */
  readonly sortBy?: string
}

/** What can be done with one record: given by its abilities. */
export type RecordAction = {
  readonly text: string
  readonly danger?: boolean
  readonly onPress: () => void
}

export type RecordsProps<T> = {
  /** What the table lists: `课程计划`. */
  readonly label: string
  readonly items: readonly T[]
  readonly idOf: (item: T) => string
  /** How a screen reader tells this record from the others. */
  readonly nameOf: (item: T) => string
  /** The first one names the record, and opens it where it can be opened. */
  readonly columns: readonly Column<T>[]
  /** The same record on a phone. */
  readonly renderCard: (item: T) => ReactNode
  readonly onOpen?: (item: T) => void
  readonly actionsOf?: (item: T) => readonly RecordAction[]
  /** With it records can be selected, for an action on many; the page puts a `BatchBar` into its footer. */
  readonly selected?: ReadonlySet<string>
  readonly onSelect?: (selected: ReadonlySet<string>) => void
  /** Left out: every record can be. The others stand in the list to be read. */
  readonly isSelectable?: (item: T) => boolean
  readonly sorting?: Sorting
  readonly onSort?: (sorting: Sorting) => void
}
