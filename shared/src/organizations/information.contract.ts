import { z } from 'zod'
import { attachmentIds, attachmentView } from '../attachments/fields'
import { SUBORDINATIONS, UNIT_NATURES } from '../codes'
import { codeOf } from '../codes/fields'
import type { Contract } from '../http'
import { abilities, id, instant, line, optionalText, page, pageQuery, paragraph } from '../http/contract'
import { mobileNumber } from '../identifiers/fields'
import { CERTIFICATE_TYPES } from './constants'
import { organizationEndpoints as endpoints } from './endpoints'
import { ROLE_APPLICATION_DECISIONS, ROLE_APPLICATION_STATES } from './role-application'

/** How a unit is reached and what it does. Without `mobile` the number stays as it is. */
const reachInput = {
  contact: line(50, 2),
  officePhone: optionalText(
    z.string().regex(/^$|^[\d()+\- ]{7,20}$/, { error: '办公电话应为数字，例如 0769-22001234' }),
  ),
  mobile: mobileNumber.optional(),
  email: optionalText(z.email({ error: '邮箱格式不正确，例如 name@example.com' }).max(100).or(z.literal(''))),
  postalCode: optionalText(z.string().regex(/^$|^\d{6}$/, { error: '邮政编码应为 6 位数字' })),
  address: line(100),
  functions: optionalText(paragraph(500)),
}

const reachView = {
  contact: z.string().nullable(),
  officePhone: z.string().nullable(),
  /** Masked. */
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  postalCode: z.string().nullable(),
  address: z.string().nullable(),
  functions: z.string().nullable(),
}

const version = z.int().min(0)

const unitInformationView = z.strictObject({
  organizationId: id,
  /** Name, code and nature do not change without review. */
  name: z.string(),
  code: z.string(),
  certificateType: z.enum(CERTIFICATE_TYPES),
  legalRepresentative: z.string().nullable(),
  nature: z.string().nullable(),
  subordination: z.string().nullable(),
  ...reachView,
  version: z.int(),
  abilities: abilities(['save']),
})

const roleApplicationView = z.strictObject({
  /** `null` and version 0 until it is saved the first time. */
  id: id.nullable(),
  version: z.int(),
  state: z.enum(ROLE_APPLICATION_STATES),
  organization: z.strictObject({ id, name: z.string(), code: z.string() }),
  nature: z.string().nullable(),
  /** GB/T 12404. */
  subordination: z.string().nullable(),
  hrAuthority: z.strictObject({ id, name: z.string() }).nullable(),
  ...reachView,
  attachments: z.array(attachmentView),
  confirmedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  /** Of the HR authority. */
  opinion: z.string().nullable(),
  abilities: abilities(['save', 'confirm', 'approve', 'return']),
})

export const informationOperations = {
  unitInformation: {
    ...endpoints.unitInformation,
    summary: 'What is recorded of the own unit, for its operators and its unit account',
    answer: unitInformationView,
    problems: ['organization_required'],
  },
  saveUnitInformation: {
    ...endpoints.saveUnitInformation,
    summary: 'Change what may change without review',
    body: z.strictObject({ version, ...reachInput }),
    answer: unitInformationView,
    problems: ['organization_required', 'not_allowed', 'state_conflict'],
  },
  roleApplication: {
    ...endpoints.roleApplication,
    summary: "The own unit's role application; before the first save what is known of the unit",
    answer: roleApplicationView,
  },
  saveRoleApplication: {
    ...endpoints.saveRoleApplication,
    summary: 'Save the role application while it is a draft or was returned',
    body: z.strictObject({
      version,
      nature: codeOf(UNIT_NATURES),
      subordination: codeOf(SUBORDINATIONS),
      /** The competent HR authority; needed where the authority reviews. */
      hrAuthorityId: id.nullish(),
      /** At least the certificate's scan before it is confirmed; left out, the files stay as they are. */
      attachmentIds: attachmentIds.optional(),
      ...reachInput,
    }),
    answer: roleApplicationView,
    problems: ['not_allowed', 'state_conflict', 'organization_not_found'],
  },
  confirmRoleApplication: {
    ...endpoints.confirmRoleApplication,
    summary: 'Confirm the role application as saved in this version; where the HR authority reviews, submit it',
    body: z.strictObject({ version }),
    /** `tokenOutdated`: the access token still keeps the unit's business closed; renew it. */
    answer: roleApplicationView.extend({ tokenOutdated: z.boolean() }),
    problems: ['not_allowed', 'state_conflict', 'hr_authority_required', 'certificate_scan_required'],
  },
  roleApplications: {
    ...endpoints.roleApplications,
    summary: 'Applications submitted to the own HR authority, oldest first',
    query: z.strictObject(pageQuery),
    answer: page(roleApplicationView),
  },
  decideRoleApplication: {
    ...endpoints.decideRoleApplication,
    summary: 'Approve an application, or return it with an opinion',
    params: z.strictObject({ roleApplicationId: id }),
    body: z
      .strictObject({ decision: z.enum(ROLE_APPLICATION_DECISIONS), opinion: paragraph(200).default('') })
      .refine((body) => body.decision !== 'return' || body.opinion !== '', {
        error: '请填写退回的意见',
        path: ['opinion'],
      }),
    answer: roleApplicationView,
    problems: ['not_allowed', 'state_conflict'],
  },
} as const satisfies Contract

export type UnitInformationView = z.output<typeof unitInformationView>
export type RoleApplicationView = z.output<typeof roleApplicationView>
type Body<K extends 'saveUnitInformation' | 'saveRoleApplication'> = z.output<(typeof informationOperations)[K]['body']>
export type UnitInformationInput = Body<'saveUnitInformation'>
export type RoleApplicationInput = Body<'saveRoleApplication'>
