import { randomInt } from 'node:crypto'
import { checkUnifiedSocialCreditCode, UNIFIED_SOCIAL_CREDIT_CODE_MESSAGES } from '@jijiao/shared/identifiers'
import { JOIN_CODE_ALPHABET, JOIN_CODE_LENGTH, type OrganizationKind } from '@jijiao/shared/organizations'
import { findRegion } from '@jijiao/shared/regions'
import { isWellFormedText } from '@jijiao/shared/text'
import { Types } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Organization, organizationModel } from './organization.model'
import { searchKeysOf } from './search'

export type NewOrganization = {
  readonly kind: OrganizationKind
  readonly name: string
  readonly aliases?: readonly string[]
  readonly code: string
  readonly regionCode: string
  /** Given where they must be the same on every machine, as in the demo world; otherwise random. */
  readonly id?: string
  readonly joinCode?: string
}

const LONGEST_NAME = 100

export async function createOrganization(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  input: NewOrganization,
): Promise<Organization> {
  const { code, name, aliases } = checked(input)
  const organization: Organization = {
    _id: new Types.ObjectId(input.id),
    kind: input.kind,
    name,
    aliases,
    code,
    regionCode: input.regionCode,
    joinCode: input.joinCode ?? newJoinCode(),
    searchKeys: searchKeysOf([name, ...aliases]),
    createdAt: of.at,
  }
  const subject = { kind: 'organization', id: String(organization._id) } as const
  try {
    return await inTransaction(deps.db, async (session) => {
      await organizationModel(deps.db).create([organization], { session })
      const created = fact(of, { what: 'OrganizationCreated', subject, organizationId: subject.id })
      await recordFacts(deps.db, [created], session)
      return organization
    })
  } catch (error) {
    if (isDuplicateKey(error, 'code')) throw new Problem('organization_exists')
    throw error
  }
}

function checked({ name, aliases = [], code, regionCode }: NewOrganization) {
  const errors: { pointer: string; detail: string }[] = []
  const check = checkUnifiedSocialCreditCode(code)
  if (!check.ok) errors.push({ pointer: '#/code', detail: UNIFIED_SOCIAL_CREDIT_CODE_MESSAGES[check.problem] })
  if (!findRegion(regionCode)) errors.push({ pointer: '#/regionCode', detail: '行政区划代码不在现行区划表中' })
  const names = [name, ...aliases].map((text) => text.trim())
  if (!names.every((text) => text && [...text].length <= LONGEST_NAME && isWellFormedText(text))) {
    errors.push({ pointer: '#/name', detail: `名称应为 1–${LONGEST_NAME} 个字` })
  }
  if (!check.ok || errors.length > 0) throw new Problem('invalid_input', { errors })
  return { code: check.value, name: names[0] ?? '', aliases: names.slice(1) }
}

const newJoinCode = () =>
  Array.from({ length: JOIN_CODE_LENGTH }, () => JOIN_CODE_ALPHABET.charAt(randomInt(JOIN_CODE_ALPHABET.length))).join(
    '',
  )
