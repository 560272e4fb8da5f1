import type { MyClassView } from '@jijiao/shared/classes'
import { describe, expect, it } from 'vitest'
import { groupClasses } from './class-groups'

const make = (id: string, startsOn: string, endsOn: string, state: MyClassView['state'] = 'open') =>
  ({ id, startsOn, endsOn, state }) as MyClassView

const ids = (classes: readonly MyClassView[]) => classes.map(({ id }) => id)

describe('my classes on a day', () => {
  it('run from their first day to their last, both included', () => {
    const first = make('first', '2026-03-02', '2026-03-20')
    const last = make('last', '2026-02-01', '2026-03-02')
    const groups = groupClasses([first, last], '2026-03-02')
    expect(ids(groups.current)).toEqual(['last', 'first'])
  })

  it('are to come, the next one first, and over, the latest first', () => {
    const groups = groupClasses(
      [
        make('in-may', '2026-05-01', '2026-05-02', 'planned'),
        make('in-april', '2026-04-01', '2026-04-02'),
        make('long-over', '2025-03-01', '2025-03-02'),
        make('just-over', '2026-02-01', '2026-02-28'),
      ],
      '2026-03-02',
    )
    expect(ids(groups.upcoming)).toEqual(['in-april', 'in-may'])
    expect(ids(groups.past)).toEqual(['just-over', 'long-over'])
  })

  it('are over as soon as they are closed or cancelled, whatever their dates', () => {
    const classes = [
      make('closed', '2026-03-01', '2026-03-20', 'closed'),
      make('cancelled', '2026-04-01', '2026-04-20', 'cancelled'),
    ]
    const groups = groupClasses(classes, '2026-03-02')
    expect(ids(groups.past)).toEqual(['cancelled', 'closed'])
    expect([...groups.current, ...groups.upcoming]).toEqual([])
  })
})
