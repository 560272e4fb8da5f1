/** A browser draws long lists without trouble. */
export const ROWS_AT_ONCE = 500
