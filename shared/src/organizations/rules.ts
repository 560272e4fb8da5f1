import {
  checkOrganizationCode,
  checkUnifiedSocialCreditCode,
  ORGANIZATION_CODE_MESSAGES,
  UNIFIED_SOCIAL_CREDIT_CODE_MESSAGES,
} from '../identifiers'
import type { CertificateType } from './constants'

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

/** Why a certificate number is refused, as a sentence; `null` when its checksums are right. */
export function certificateFault(type: CertificateType, number: string): string | null {
  if (type === 'organizationCode') {
    const check = checkOrganizationCode(number)
    return check.ok ? null : ORGANIZATION_CODE_MESSAGES[check.problem]
  }
  const check = checkUnifiedSocialCreditCode(number)
  return check.ok ? null : UNIFIED_SOCIAL_CREDIT_CODE_MESSAGES[check.problem]
}

/** The number as it is stored; `null` when it is wrong. */
export function readCertificateNumber(type: CertificateType, number: string): string | null {
  const check = type === 'organizationCode' ? checkOrganizationCode(number) : checkUnifiedSocialCreditCode(number)
  return check.ok ? check.value : null
}

/** The same body has one organization code, whether it stands alone or within its unified social credit code. */
export const organizationCodeOf = (certificateNumber: string) =>
  certificateNumber.length === 18 ? certificateNumber.slice(8, 17) : certificateNumber
