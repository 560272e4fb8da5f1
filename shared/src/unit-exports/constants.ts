/** `expired`: its file is gone. */
export const UNIT_EXPORT_STATES = ['waiting', 'ready', 'failed', 'expired'] as const
export type UnitExportState = (typeof UNIT_EXPORT_STATES)[number]

/** How ID numbers and phones stand in it; whole ones need the password once more. */
export const UNIT_EXPORT_NUMBERS = ['masked', 'whole'] as const
export type UnitExportNumbers = (typeof UNIT_EXPORT_NUMBERS)[number]

/** So long a file can be fetched. */
export const UNIT_EXPORT_HOURS = 72
