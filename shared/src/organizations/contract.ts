import { z } from 'zod'
import type { Contract } from '../http'
import { abilities, id, instant, line } from '../http/fields'
import { OPERATOR_GRANTS, ORGANIZATION_KINDS } from './constants'
import { organizationEndpoints as endpoints } from './endpoints'
import { informationOperations } from './information.contract'
import { OPERATOR_STATES } from './lifecycle'
import { readJoinCode } from './rules'

const organizationCard = z.strictObject({
  id,
  kind: z.enum(ORGANIZATION_KINDS),
  name: z.string(),
  aliases: z.array(z.string()),
  /** Unified social credit code. */
  code: z.string(),
  /** GB/T 2260. */
  regionCode: z.string(),
  /** `广东省东莞市`; the code itself where the table does not know it. */
  regionName: z.string(),
  /** It was a duplicate of this one, where its people are now. */
  mergedInto: z.strictObject({ id, name: z.string() }).nullable(),
})

const operatorBindingView = z.strictObject({
  id,
  organizationId: id,
  organizationName: z.string(),
  kind: z.enum(ORGANIZATION_KINDS),
  state: z.enum(OPERATOR_STATES),
  grants: z.array(z.enum(OPERATOR_GRANTS)),
  invitedAt: instant,
  /** Of an invitation that waits for my answer. */
  lapsesAt: instant.nullable(),
  abilities: abilities(['actAs', 'accept', 'refuse']),
})

/** Typed or scanned, with or without the link around it. */
const joinCode = z
  .string()
  .max(200)
  .transform((text, context) => {
    const code = readJoinCode(text)
    if (code === null) context.addIssue({ code: 'custom', message: '单位码应为 8 位字母或数字' })
    return code ?? z.NEVER
  })

export const organizationContract = {
  search: {
    ...endpoints.search,
    summary: 'Find organizations by part of a name or alias, pinyin, initials or exact code; at most 20',
    query: z.strictObject({ q: line(60) }),
    answer: z.strictObject({ data: z.array(organizationCard) }),
  },
  view: {
    ...endpoints.view,
    summary: 'An organization, as anybody may see it',
    params: z.strictObject({ organizationId: id }),
    answer: organizationCard,
    problems: ['not_found'],
  },
  findByJoinCode: {
    ...endpoints.findByJoinCode,
    summary: 'The organization whose QR code was scanned or whose join code was typed',
    params: z.strictObject({ joinCode }),
    answer: organizationCard,
    problems: ['not_found'],
  },
  setAliases: {
    ...endpoints.setAliases,
    summary: 'Set the other names that an organization is found by, for itself or as the HR authority of its region',
    params: z.strictObject({ organizationId: id }),
    body: z.strictObject({ aliases: z.array(line(100)).max(10) }),
    answer: organizationCard,
    problems: ['not_allowed', 'alias_taken', 'state_conflict'],
  },
  joinCode: {
    ...endpoints.joinCode,
    summary: "The own organization's join code and the text of its QR code",
    answer: z.strictObject({ joinCode: z.string(), text: z.string() }),
  },
  myBindings: {
    ...endpoints.myBindings,
    summary: 'The organizations that the signed-in person is, or is asked to be, an operator of',
    answer: z.strictObject({ data: z.array(operatorBindingView) }),
  },
  acceptBinding: {
    ...endpoints.acceptBinding,
    summary: 'Be an operator of the organization that asked, with the rights it granted',
    params: z.strictObject({ operatorId: id }),
    answer: operatorBindingView,
    problems: ['state_conflict', 'invitation_lapsed'],
  },
  refuseBinding: {
    ...endpoints.refuseBinding,
    summary: 'Refuse to be an operator of the organization that asked',
    params: z.strictObject({ operatorId: id }),
    answer: operatorBindingView,
    problems: ['state_conflict', 'invitation_lapsed'],
  },
  ...informationOperations,
} as const satisfies Contract

export type {
  RoleApplicationInput,
  RoleApplicationView,
  UnitInformationInput,
  UnitInformationView,
} from './information.contract'
export type OrganizationCard = z.output<typeof organizationCard>
export type OperatorBindingView = z.output<typeof operatorBindingView>
