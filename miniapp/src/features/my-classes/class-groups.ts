import type { MyClassView } from '@jijiao/shared/classes'

export type ClassGroups = {
  readonly current: readonly MyClassView[]
  readonly upcoming: readonly MyClassView[]
  readonly past: readonly MyClassView[]
}

/**
 * Classes by where they stand on a day (`2026-03-02`): an unfinished one whose last day is over still belongs to the
 * past, for nothing happens in it any more. The next to come stands first, and so does the last that was.
 */
export function groupClasses(classes: readonly MyClassView[], today: string): ClassGroups {
  const isPast = ({ state, endsOn }: MyClassView) => state === 'closed' || state === 'cancelled' || endsOn < today
  const left = classes.filter((item) => !isPast(item))
  return {
    current: sorted(
      left.filter(({ startsOn }) => startsOn <= today),
      ({ endsOn }) => endsOn,
    ),
    upcoming: sorted(
      left.filter(({ startsOn }) => startsOn > today),
      ({ startsOn }) => startsOn,
    ),
    past: sorted(classes.filter(isPast), ({ endsOn }) => endsOn).reverse(),
  }
}

function sorted(classes: readonly MyClassView[], by: (item: MyClassView) => string): MyClassView[] {
  return [...classes].sort((a, b) => by(a).localeCompare(by(b)) || a.id.localeCompare(b.id))
}
