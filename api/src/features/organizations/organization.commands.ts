import { randomInt } from 'node:crypto'
import {
  type CertificateType,
  certificateFault,
  JOIN_CODE_ALPHABET,
  JOIN_CODE_LENGTH,
  type OrganizationKind,
  organizationCodeOf,
  readCertificateNumber,
} from '@jijiao/shared/organizations'
import { findRegion } from '@jijiao/shared/regions'
import { isWellFormedText } from '@jijiao/shared/text'
import { type ClientSession, Types } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Organization, organizationModel, type UnitInformation } from './organization.model'
import { searchKeysOf } from './search'

export type NewOrganization = {
  readonly kind: OrganizationKind
  readonly name: string
  readonly aliases?: readonly string[]
  /** A unified social credit code unless another `certificateType` is given. */
  readonly code: string
  readonly certificateType?: CertificateType
  readonly regionCode: string
  readonly legalRepresentative?: string
  readonly information?: Partial<Omit<UnitInformation, 'version'>>
  /** Given where they must be the same on every machine, as in the demo world; otherwise random. */
  readonly id?: string
  readonly joinCode?: string
  /** For who registers itself; an administrator or an authority vouches for others. */
  readonly needsRoleApplication?: boolean
}

const LONGEST_NAME = 100

const NOTHING_KNOWN: UnitInformation = {
  contact: null,
  officePhone: null,
  mobileSealed: null,
  emailSealed: null,
  postalCode: null,
  address: null,
  functions: null,
  version: 0,
}

export async function createOrganization(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  input: NewOrganization,
): Promise<Organization> {
  const organization = newOrganization(of, input)
  try {
    return await inTransaction(deps.db, async (session) => {
      await insertOrganization(deps, of, organization, session)
      return organization
    })
  } catch (error) {
    throw isKnownOrganization(error) ? new Problem('organization_exists') : error
  }
}

/** The document of an organization whose name, code and region are in order. */
export function newOrganization(of: Circumstances, input: NewOrganization): Organization {
  const { certificateType = 'unifiedSocialCreditCode' } = input
  const { code, name, aliases } = checked({ ...input, certificateType })
  return {
    _id: new Types.ObjectId(input.id),
    kind: input.kind,
    name,
    aliases,
    code,
    certificateType,
    organizationCode: organizationCodeOf(code),
    regionCode: input.regionCode,
    joinCode: input.joinCode ?? newJoinCode(),
    searchKeys: searchKeysOf([name, ...aliases]),
    legalRepresentative: input.legalRepresentative ?? null,
    information: { ...NOTHING_KNOWN, ...input.information },
    nature: null,
    subordination: null,
    hrAuthorityId: null,
    needsRoleApplication: input.needsRoleApplication ?? false,
    mergedInto: null,
    createdAt: of.at,
  }
}

export async function insertOrganization(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  organization: Organization,
  session: ClientSession,
): Promise<void> {
  await organizationModel(deps.db).create([organization], { session })
  const subject = { kind: 'organization', id: String(organization._id) } as const
  const created = fact(of, { what: 'OrganizationCreated', subject, organizationId: subject.id })
  await recordFacts(deps.db, [created], session)
}

/** Whether an insert failed because the body is there already, under the same or the other kind of certificate. */
export const isKnownOrganization = (error: unknown) =>
  isDuplicateKey(error, 'code') || isDuplicateKey(error, 'organizationCode')

function checked({
  name,
  aliases = [],
  code,
  certificateType,
  regionCode,
}: NewOrganization & { readonly certificateType: CertificateType }) {
  const errors: { pointer: string; detail: string }[] = []
  const fault = certificateFault(certificateType, code)
  if (fault) errors.push({ pointer: '#/code', detail: fault })
  if (!findRegion(regionCode)) errors.push({ pointer: '#/regionCode', detail: '行政区划代码不在现行区划表中' })
  const names = [name, ...aliases].map((text) => text.trim())
  if (!names.every((text) => text && [...text].length <= LONGEST_NAME && isWellFormedText(text))) {
    errors.push({ pointer: '#/name', detail: `名称应为 1–${LONGEST_NAME} 个字` })
  }
  const value = readCertificateNumber(certificateType, code)
  if (value === null || errors.length > 0) throw new Problem('invalid_input', { errors })
  return { code: value, name: names[0] ?? '', aliases: names.slice(1) }
}

const newJoinCode = () =>
  Array.from({ length: JOIN_CODE_LENGTH }, () => JOIN_CODE_ALPHABET.charAt(randomInt(JOIN_CODE_ALPHABET.length))).join(
    '',
  )
