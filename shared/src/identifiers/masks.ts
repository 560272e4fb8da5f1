const mask = (characters: readonly string[], head: number, tail: number) => {
  const hidden = Math.max(characters.length - head - tail, 0)
  return [...characters.slice(0, head), '*'.repeat(hidden), ...characters.slice(head + hidden)].join('')
}

/**
 * `441900********0014`: region and last four stay, the birth date does not. A legacy number of 15 digits keeps its last
 * three; anything shorter is hidden whole.
 */
export const maskResidentId = (id: string) =>
  id.length >= 18 ? mask([...id], 6, 4) : id.length >= 15 ? mask([...id], 6, 3) : '*'.repeat(id.length)

/** `138****8000`. A shorter number (an office line) keeps its last two digits. */
export const maskPhone = (phone: string) =>
  phone.length >= 11 ? mask([...phone], 3, 4) : mask([...phone], 0, Math.min(2, Math.floor(phone.length / 2)))

/** `c***@example.com` */
export const maskEmail = (email: string) => {
  const at = email.lastIndexOf('@')
  return at < 1 ? '*'.repeat(email.length) : `${[...email][0]}***${email.slice(at)}`
}

/** For public pages: 张三 → 张*, 张小三 → 张*三, 欧阳小三 → 欧**三. A single character is hidden. */
export const maskName = (name: string) => {
  // A base character with its marks (a variation selector of a rare character) counts as one.
  const characters = name.trim().match(/\P{M}\p{M}*/gu) ?? []
  if (characters.length <= 1) return '*'.repeat(characters.length)
  return mask(characters, 1, characters.length === 2 ? 0 : 1)
}
