/** Where a phone says it is; the names are the contract's. */
export type Position = { readonly latitude: number; readonly longitude: number; readonly accuracyMetres: number }

/** A code is worth nothing a few seconds later: nobody waits longer for a position than this. */
export const POSITION_PATIENCE_MS = 4_000
