/** How much a single upload may hold. */
export const LARGEST_FILE_BYTES = 5 * 1_024 * 1_024

/** Of the zip archive: what its directory declares, and what really comes out. */
export const ARCHIVE_LIMITS = { entries: 20, bytes: 50 * 1_024 * 1_024, ratio: 100 } as const

/** Below this size a high ratio is harmless: a template's empty rows compress well. */
export const RATIO_FREE_BYTES = 256 * 1_024

export const TEXT_LIMITS = { cell: 4_000, table: 8_000_000, sharedStrings: 200_000, xmlDepth: 64 } as const

/** What the importer of one kind of table accepts, its heading included. */
export type TableLimits = { readonly rows: number; readonly columns: number }
