import { maskPhone } from '@jijiao/shared/identifiers'
import {
  EDITABLE_ROLE_APPLICATION_STATES,
  type RoleApplicationView,
  type UnitInformationView,
} from '@jijiao/shared/organizations'
import { type Attachment, presentAttachment } from '../../attachments'
import type { Vault } from '../../privacy/vault'
import type { Organization, UnitReach } from './organization.model'
import type { RoleApplication } from './role-application.model'

const presentReach = (vault: Vault, reach: UnitReach | undefined) => ({
  contact: reach?.contact ?? null,
  officePhone: reach?.officePhone ?? null,
  mobile: reach?.mobileSealed ? maskPhone(vault.open('phone', reach.mobileSealed)) : null,
  email: reach?.emailSealed ? vault.open('email', reach.emailSealed) : null,
  postalCode: reach?.postalCode ?? null,
  address: reach?.address ?? null,
  functions: reach?.functions ?? null,
})

export const unitInformationView = (
  vault: Vault,
  organization: Organization,
  maySave: boolean,
): UnitInformationView => ({
  organizationId: String(organization._id),
  name: organization.name,
  code: organization.code,
  certificateType: organization.certificateType ?? 'unifiedSocialCreditCode',
  legalRepresentative: organization.legalRepresentative ?? null,
  nature: organization.nature ?? null,
  subordination: organization.subordination ?? null,
  ...presentReach(vault, organization.information),
  version: organization.information?.version ?? 0,
  abilities: { save: maySave },
})

type Reader = { readonly mayOperate: boolean; readonly mayDecide: boolean }

/** Without an application yet: what the form starts with. */
export function roleApplicationView(
  vault: Vault,
  application: RoleApplication | null,
  organization: Organization,
  hrAuthorityName: string | undefined,
  { mayOperate, mayDecide }: Reader,
  files: readonly Attachment[],
): RoleApplicationView {
  const state = application?.state ?? 'draft'
  const isEditable = EDITABLE_ROLE_APPLICATION_STATES.some((editable) => editable === state)
  const hrAuthorityId = application?.hrAuthorityId
  return {
    id: application && String(application._id),
    version: application?.version ?? 0,
    state,
    organization: { id: String(organization._id), name: organization.name, code: organization.code },
    nature: application?.nature ?? null,
    subordination: application?.subordination ?? null,
    hrAuthority: hrAuthorityId ? { id: String(hrAuthorityId), name: hrAuthorityName ?? '' } : null,
    ...presentReach(vault, application ?? organization.information),
    attachments: files.map(presentAttachment),
    confirmedAt: application?.confirmedAt?.toISOString() ?? null,
    decidedAt: application?.decidedAt?.toISOString() ?? null,
    opinion: application?.opinion ?? null,
    abilities: {
      save: mayOperate && isEditable,
      confirm: mayOperate && isEditable && application !== null && files.length > 0,
      approve: mayDecide && state === 'submitted',
      return: mayDecide && state === 'submitted',
    },
  }
}
