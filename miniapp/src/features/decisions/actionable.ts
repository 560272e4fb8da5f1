type Able = { readonly abilities: Readonly<Record<string, boolean>> }

/** The thing, where there is something that its reader may do with it: a bar of buttons without any is none. */
export const actionable = <T extends Able>(thing: T | null | undefined): T | undefined =>
  thing && Object.values(thing.abilities).some(Boolean) ? thing : undefined
