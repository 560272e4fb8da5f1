import type { Types } from 'mongoose'
import type { Deps } from './deps'

/** How personal numbers are written: masked, or whole where the unit has asked for it and proven who it is. */
export type Numbers = {
  residentId(sealed: string): string
  phone(sealed: string | null): string | null
}

/** A kind of thing that units own, for the export of all that a unit has. */
export type UnitDataKind = {
  /** Of its file. */
  readonly name: string
  /** What it is called in the file that explains the others. */
  readonly label: string
  /** It holds whole numbers where they are asked for: each person looked at is a fact. */
  readonly isPersonal?: true
  rows(deps: Pick<Deps, 'db' | 'vault'>, unitId: Types.ObjectId, numbers: Numbers): AsyncIterable<UnitDataRow>
}

/** One line of the file. `id` and what ends in `Id` hold the files together. */
export type UnitDataRow = Readonly<Record<string, unknown>> & { readonly id: Types.ObjectId }

/** The id and the fields that are named, and no other. */
export function rowOf<T extends { _id: Types.ObjectId }, K extends keyof T>(
  thing: T,
  fields: readonly K[],
): UnitDataRow {
  const picked = Object.fromEntries(fields.map((field) => [field, thing[field] ?? null]))
  return { id: thing._id, ...picked }
}
