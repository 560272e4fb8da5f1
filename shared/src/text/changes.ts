/** A value as a reader compares it; an empty text or list counts as none. */
export const shownText = (value: string | number | readonly string[] | null): string | null =>
  value === null ? null : (typeof value === 'object' ? value.join('、') : String(value)) || null

/** The fields whose values differ, in the order given; `valuesOf` answers what was and what is. */
export const fieldChanges = <F extends string>(
  fields: readonly F[],
  valuesOf: (field: F) => readonly [before: string | null, after: string | null],
): { field: F; before: string | null; after: string | null }[] =>
  fields.flatMap((field) => {
    const [before, after] = valuesOf(field)
    return before === after ? [] : { field, before, after }
  })
