import type { ImportKind } from '@jijiao/shared/imports'
import type { ClientSession, Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Work } from '../../auth/acting'
import type { Deps } from '../../deps'
import type { ImportRow, RowFault, SheetColumn } from '../../sheets'
import { recordImporter } from '../credit-records'
import { legacyImporters } from '../legacy'
import { traineeImporter } from '../trainees'

type Column = SheetColumn & { readonly isRequired?: boolean }
type Rows = readonly ImportRow<string>[]

/** How rows of one kind are checked, stored and taken back. Another kind of import is another of these. */
export type Importer = {
  readonly columns: Readonly<Record<string, Column>>
  readonly work: Work
  /** Everything that is wrong with the rows beside what is stored; changes nothing. */
  check(deps: Deps, at: { readonly organizationId: Types.ObjectId; readonly on: Date }, rows: Rows): Promise<RowFault[]>
  /** Stores rows that were found right, in their order; answers what was made of each, `null` where it was there. */
  store(
    deps: Deps,
    of: Circumstances,
    given: { readonly organizationId: Types.ObjectId; readonly rows: Rows },
    session: ClientSession,
  ): Promise<readonly (Types.ObjectId | null)[]>
  /** Takes back all of them, or answers `false` when one has moved on. */
  undo(deps: Deps, of: Circumstances, ids: readonly Types.ObjectId[], session: ClientSession): Promise<boolean>
}

export const IMPORTERS: Readonly<Record<ImportKind, Importer>> = {
  creditRecords: recordImporter,
  trainees: traineeImporter,
  legacyUnits: legacyImporters.units,
  legacyPeople: legacyImporters.people,
  legacyRecords: legacyImporters.records,
  legacyCertificates: legacyImporters.certificates,
}
