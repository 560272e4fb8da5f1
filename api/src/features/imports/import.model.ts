import {
  IMPORT_KINDS,
  IMPORT_MODES,
  IMPORT_ROWS_DAYS,
  IMPORT_STATES,
  type ImportKind,
  type ImportMode,
  type ImportState,
} from '@jijiao/shared/imports'
import { Schema, type Types } from 'mongoose'
import { defineModel } from '../../db/model'

export type Import = {
  _id: Types.ObjectId
  kind: ImportKind
  organizationId: Types.ObjectId
  fileName: string
  contentHash: string
  /** Until it failed or was undone: the same file again is this import. */
  isCurrent: boolean
  state: ImportState
  mode: ImportMode | null
  rowCount: number
  badCount: number
  importedCount: number
  createdAt: Date
  endedAt: Date | null
  /** Until then its rows are kept; absent once they are gone. */
  rowsUntil?: Date | undefined
}

export type ImportedRow = {
  _id: Types.ObjectId
  importId: Types.ObjectId
  organizationId: Types.ObjectId
  number: number
  /** What stood in its cells, as JSON: it has whole ID numbers. Absent once its time is over. */
  sealedValues?: string | undefined
  /** A blind index of its content: the same row is imported once. */
  rowKey: string
  isBad: boolean
  faults: { column: string | null; detail: string }[]
  /** What was made of it. */
  thingId: Types.ObjectId | null
  isImported: boolean
}

export const rowsUntilOf = (checkedAt: Date) => new Date(checkedAt.getTime() + IMPORT_ROWS_DAYS * 86_400_000)

const id = { type: Schema.Types.ObjectId, required: true } as const
const number = { type: Number, required: true } as const

export const importModel = defineModel(
  'Import',
  new Schema<Import>(
    {
      kind: { type: String, enum: IMPORT_KINDS, required: true },
      organizationId: id,
      fileName: { type: String, required: true },
      contentHash: { type: String, required: true },
      isCurrent: { type: Boolean, required: true },
      state: { type: String, enum: IMPORT_STATES, required: true },
      mode: { type: String, enum: [...IMPORT_MODES, null], default: null },
      rowCount: number,
      badCount: number,
      importedCount: number,
      createdAt: { type: Date, required: true },
      endedAt: { type: Date, default: null },
      rowsUntil: { type: Date },
    },
    { collection: 'imports', versionKey: false },
  )
    .index(
      { organizationId: 1, kind: 1, contentHash: 1 },
      { unique: true, partialFilterExpression: { isCurrent: true } },
    )
    .index({ organizationId: 1, _id: -1 })
    .index({ rowsUntil: 1 }, { partialFilterExpression: { rowsUntil: { $exists: true } } }),
)

export const importedRowModel = defineModel(
  'ImportedRow',
  new Schema<ImportedRow>(
    {
      importId: id,
      organizationId: id,
      number,
      sealedValues: { type: String },
      rowKey: { type: String, required: true },
      isBad: { type: Boolean, required: true },
      faults: [{ _id: false, column: { type: String, default: null }, detail: { type: String, required: true } }],
      thingId: { type: Schema.Types.ObjectId, default: null },
      isImported: { type: Boolean, required: true },
    },
    { collection: 'importedRows', versionKey: false },
  )
    .index({ organizationId: 1, rowKey: 1 }, { unique: true, partialFilterExpression: { isImported: true } })
    .index({ importId: 1, isBad: 1, _id: 1 }),
)
