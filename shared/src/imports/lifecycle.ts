export const IMPORT_STATES = ['checked', 'running', 'done', 'failed', 'undone', 'expired'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** `fail`: all or nothing was asked for, and a row had become wrong meanwhile; or it could not be carried through. */
export const IMPORT_LIFECYCLE = {
  start: { from: ['checked'], to: 'running', by: 'operate' },
  finish: { from: ['running'], to: 'done', by: 'system' },
  fail: { from: ['running'], to: 'failed', by: 'system' },
  expire: { from: ['checked'], to: 'expired', by: 'system' },
  undo: { from: ['done'], to: 'undone', by: 'operate' },
} as const satisfies Record<string, { from: readonly ImportState[]; to: ImportState; by: 'operate' | 'system' }>
