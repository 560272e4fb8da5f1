/** 24 bytes in base64url: session (12), slot (4), MAC (8). No spare bits, so every code has exactly one spelling. */
const CODE = /^[A-Za-z0-9_-]{32}$/

/** Short, so that the QR code stays at version 4 and reads from the back row. */
const PATH = '/c/'

/** Ends the link where the roll call has a place: the phone may say where it is. Two bytes more still fit. */
const PLACE = '?p'

export const checkInLink = (origin: string, code: string, wantsPlace = false) =>
  `${origin}${PATH}${code}${wantsPlace ? PLACE : ''}`

/** Whether what was scanned asks where the phone is. A hint for the phone only: the server goes by the roll call. */
export const asksForPlace = (text: string): boolean => decodeOnce(text.trim()).endsWith(PLACE)

/**
 * The code in whatever a scanner, WeChat's plain-link entry (`q`, percent-encoded) or a clipboard hands over: the
 * whole link or the bare code. `null` when it is something else.
 */
export function codeFromText(text: string): string | null {
  const plain = decodeOnce(text.trim())
  const at = plain.lastIndexOf(PATH)
  const code = at >= 0 ? plain.slice(at + PATH.length).replace(/[/?#].*$/, '') : plain
  return CODE.test(code) ? code : null
}

function decodeOnce(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
