/** 24 bytes in base64url: session (12), slot (4), MAC (8). No spare bits, so every code has exactly one spelling. */
const CODE = /^[A-Za-z0-9_-]{32}$/

/** Short, so that the QR code stays at version 4 and reads from the back row. */
const PATH = '/c/'

export const checkInLink = (origin: string, code: string) => `${origin}${PATH}${code}`

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
