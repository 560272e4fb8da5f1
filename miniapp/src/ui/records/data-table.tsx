import { classNames } from '../class-names'
import { Icon } from '../icon'
import { Pressable } from '../primitives/pressable'
import { RecordActions } from './record-actions'
import type { Column, RecordsProps, Sorting } from './record-props'
import { SelectBox, toggled } from './select-box'

/** The records as a table with headings, for the browser on a desk. */
export function DataTable<T>(props: RecordsProps<T>) {
  const { label, items, idOf, nameOf, columns, onOpen, actionsOf, selected, onSelect, sorting, onSort } = props
  const { isSelectable = () => true } = props
  const selectable = selected && onSelect ? items.filter(isSelectable) : []
  const areAllSelected = selectable.length > 0 && selectable.every((item) => selected?.has(idOf(item)))
  const actions = items.map((item) => actionsOf?.(item) ?? [])
  const hasActions = actions.some((given) => given.length > 0)
  return (
    <section className="ui-table-frame" aria-label={label} tabIndex={0}>
      <table className="ui-table">
        <caption className="ui-hidden">{label}</caption>
        <thead>
          <tr>
            {selected && onSelect && (
              <td className="ui-table-select">
                {selectable.length > 0 && (
                  <SelectBox
                    label={`全选（${selectable.length}）`}
                    checked={areAllSelected}
                    onChange={() => onSelect(new Set(areAllSelected ? [] : selectable.map(idOf)))}
                  />
                )}
              </td>
            )}
            {columns.map((column) => (
              <ColumnHeading key={column.title} column={column} sorting={sorting} onSort={onSort} />
            ))}
            {hasActions && <th scope="col">操作</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((item, row) => {
            const id = idOf(item)
            return (
              <tr key={id} className={classNames(selected?.has(id) && 'is-selected')}>
                {selected && onSelect && (
                  <td className="ui-table-select">
                    {isSelectable(item) && (
                      <SelectBox
                        label={`选择${nameOf(item)}`}
                        checked={selected.has(id)}
                        onChange={() => onSelect(toggled(selected, id))}
                      />
                    )}
                  </td>
                )}
                {columns.map(({ title, value, isNumber, isShort, isLong }, index) => (
                  <td
                    key={title}
                    className={classNames(isNumber && 'is-number', isShort && 'is-short', isLong && 'is-long')}
                  >
                    {index === 0 && onOpen ? (
                      <Pressable className="ui-table-open" onPress={() => onOpen(item)}>
                        {value(item)}
                      </Pressable>
                    ) : (
                      value(item)
                    )}
                  </td>
                ))}
                {hasActions && (
                  <td>
                    <div className="ui-table-actions">
                      <RecordActions name={nameOf(item)} actions={actions[row] ?? []} />
                    </div>
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

type ColumnHeadingProps<T> = {
  readonly column: Column<T>
  readonly sorting: Sorting | undefined
  readonly onSort: ((sorting: Sorting) => void) | undefined
}

function ColumnHeading<T>({ column: { title, isNumber, sortBy }, sorting, onSort }: ColumnHeadingProps<T>) {
  const direction = sorting && sorting.by === sortBy ? sorting.direction : undefined
  const name = classNames(isNumber && 'is-number')
  if (!sortBy || !onSort) {
    return (
      <th scope="col" className={name}>
        {title}
      </th>
    )
  }
  const next = direction === 'ascending' ? 'descending' : 'ascending'
  return (
    <th scope="col" className={name} aria-sort={direction ?? 'none'}>
      <Pressable className="ui-table-sort" onPress={() => onSort({ by: sortBy, direction: next })}>
        <span>{title}</span>
        <Icon name={direction === 'ascending' ? 'sort-up' : direction === 'descending' ? 'sort-down' : 'sort'} />
      </Pressable>
    </th>
  )
}
