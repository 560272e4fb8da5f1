import { upgradeResidentId } from '../identifiers'

/**
 * What a name is compared by. The same unit was typed with full-width or half-width characters, with or without spaces,
 * its branch in these brackets or those.
 */
export const legacyNameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{Cf}]/gu, '')

/**
 * What a code is compared by: the organization code, whether it stands alone, with its hyphen, or within a unified
 * social credit code. Anything else is compared as it is.
 */
export function legacyCodeKey(code: string): string {
  const plain = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\dA-Z]/g, '')
  return plain.length === 18 ? plain.slice(8, 17) : plain
}

/** A certificate number as people type it. */
export const legacyNumberKey = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}]/gu, '')

/** An ID number in its present form of 18 characters; one of 15 digits becomes what it was replaced by. */
export const legacyResidentId = (text: string): string =>
  upgradeResidentId(text) ?? text.normalize('NFKC').toUpperCase().replace(/\s/g, '')
