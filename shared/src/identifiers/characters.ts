/**
 * What people paste is not what they mean: full-width characters become ASCII, spaces and invisible format
 * characters (address books wrap numbers in U+202D … U+202C) go away, letters become upper case.
 */
export const normalizeIdentifier = (value: string) =>
  value
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase()

/** Σ valueOf(character) · weight, over as many characters as there are weights. */
export const weightedSum = (text: string, weights: readonly number[], valueOf: (character: string) => number) =>
  weights.reduce((sum, weight, index) => sum + valueOf(text.charAt(index)) * weight, 0)
