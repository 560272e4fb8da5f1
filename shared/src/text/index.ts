export * from './day'

const LONE_SURROGATE_OR_DIRECTION_OVERRIDE = /[\p{Cs}\u202a-\u202e\u2066-\u2069]/u
const CONTROL_OR_LINE_BREAK = /[\p{Cc}\u2028\u2029]/u
const CONTROL_BUT_LINE_BREAK = /[^\P{Cc}\n\r\t]/u

/**
 * Whether a text may be stored, logged and shown: no control characters (NUL), no lone surrogates, nothing that turns
 * the reading direction around. A line break or a tab belongs in a text of several lines only.
 */
export const isWellFormedText = (text: string, { multiline = false }: { multiline?: boolean } = {}): boolean =>
  !LONE_SURROGATE_OR_DIRECTION_OVERRIDE.test(text) &&
  !(multiline ? CONTROL_BUT_LINE_BREAK : CONTROL_OR_LINE_BREAK).test(text)

/**
 * One form for what is stored for search and for what is searched: compatibility characters become plain ones
 * (Ａ１ → a1), letters small, white space single. Case-sensitive comparison is enough afterwards.
 */
export const normalizeSearchText = (text: string): string =>
  text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim()

/** The text as a regular expression that matches it literally, in JavaScript (with or without `u`) and in MongoDB. */
export const escapeForPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
