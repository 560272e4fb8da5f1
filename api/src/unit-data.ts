import type { Types } from 'mongoose'
import type { Deps } from './deps'

type Shown = {
  residentId(sealed: string): string
  phone(sealed: string | null): string | null
}

/** How personal numbers are written: masked, or whole where the unit has asked for it and proven who it is. */
export type Numbers = Shown & {
  /** Of a person whose data the unit may only keep: masked, whatever it has asked for. */
  readonly masked: Shown
}

/** A kind of thing that units own, for the export of all that a unit has. */
export type UnitDataKind = {
  /** Of its file. */
  readonly name: string
  /** What it is called in the file that explains the others. */
  readonly label: string
  /** Whose whole numbers it holds where they are asked for: each person looked at is a fact about this subject. */
  readonly reveals?: 'trainee' | 'teacher'
  rows(deps: Pick<Deps, 'db' | 'vault'>, unitId: Types.ObjectId, numbers: Numbers): AsyncIterable<UnitDataRow>
}

/** One line of the file. `id` and what ends in `Id` hold the files together. */
export type UnitDataRow = Readonly<Record<string, unknown>> & {
  readonly id: Types.ObjectId
  /** The numbers are masked, because the person has restricted what is done with them. */
  readonly isRestricted?: boolean
}

/** The id and the fields that are named, and no other. */
export function rowOf<T extends { _id: Types.ObjectId }, K extends keyof T>(
  thing: T,
  fields: readonly K[],
): UnitDataRow {
  const picked = Object.fromEntries(fields.map((field) => [field, thing[field] ?? null]))
  return { id: thing._id, ...picked }
}
