/** Where a phone says it is; the names are the contract's. */
export type Position = { readonly latitude: number; readonly longitude: number; readonly accuracyMetres: number }

/**
 * How long a position is waited for: before a scan is sent, whose code is worth nothing a few seconds later, and otherwise,
 * when the person may first have to allow it.
 */
export const POSITION_PATIENCE_MS = { scanning: 4_000, unhurried: 20_000 } as const
