/** Without 0, O, 1, I and L, which people confuse when they type. */
export const JOIN_CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const JOIN_CODE_LENGTH = 8

const JOIN_CODE = new RegExp(`^[${JOIN_CODE_ALPHABET}]{${JOIN_CODE_LENGTH}}$`)
const JOIN_LINK = /^https?:\/\/[^/?#]+\/u\/([^/?#]+)\/?(?:[?#].*)?$/i

/** The text of a unit's QR code: opening it leads to the unit's page. */
export const joinLink = (origin: string, joinCode: string) => `${origin}/u/${joinCode}`

/** The join code out of a scanned QR code's text or of what somebody typed; `null` when it is something else. */
export function readJoinCode(text: string): string | null {
  const typed = (JOIN_LINK.exec(text.trim())?.[1] ?? text).replace(/[\s-]/g, '').toUpperCase()
  return JOIN_CODE.test(typed) ? typed : null
}
