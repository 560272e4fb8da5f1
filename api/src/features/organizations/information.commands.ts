import type { RoleApplicationInput, UnitInformationInput } from '@jijiao/shared/organizations'
import {
  EDITABLE_ROLE_APPLICATION_STATES,
  type RoleApplicationDecision,
  roleApplicationLifecycle,
} from '@jijiao/shared/organizations'
import { type ClientSession, Types, trusted } from 'mongoose'
import { attachmentsOf, setAttachments } from '../../attachments'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { noticesTo, notify } from '../../outbox'
import { operatorAccountIds } from './operator.queries'
import { type Organization, organizationModel, type UnitReach } from './organization.model'
import { roleApplicationFiles } from './role-application.files'
import { type RoleApplication, roleApplicationModel } from './role-application.model'

type Store = Pick<Deps, 'db' | 'vault'>
type ReachInput = Omit<UnitInformationInput, 'version'>

/** As it is stored; without a new mobile number the one before stays. */
const sealed = ({ vault }: Store, { mobile, email, ...plain }: ReachInput, mobileBefore: string | null): UnitReach => ({
  ...plain,
  mobileSealed: mobile === undefined ? mobileBefore : vault.seal('phone', mobile),
  emailSealed: email === null ? null : vault.seal('email', email),
})

export async function saveUnitInformation(
  deps: Store,
  of: Circumstances,
  organizationId: string,
  { version, ...input }: UnitInformationInput,
): Promise<Organization> {
  return inTransaction(deps.db, async (session) => {
    const before = await requireOrganization(deps, organizationId, session)
    const information = sealed(deps, input, before.information?.mobileSealed ?? null)
    const saved = await organizationModel(deps.db)
      .findOneAndUpdate(
        // An organization from before this was recorded has no version yet.
        { _id: organizationId, 'information.version': version === 0 ? trusted({ $in: [0, null] }) : version },
        { $set: { information: { ...information, version: version + 1 } } },
        { session, returnDocument: 'after' },
      )
      .lean<Organization | null>()
    if (!saved) throw new Problem('state_conflict')
    const subject = { kind: 'organization', id: organizationId } as const
    const details = { version: version + 1 }
    await recordFacts(
      deps.db,
      [fact(of, { what: 'UnitInformationChanged', subject, organizationId, details })],
      session,
    )
    return saved
  })
}

async function requireOrganization(deps: Store, organizationId: string, session: ClientSession) {
  const found = await organizationModel(deps.db).findById(organizationId).session(session).lean<Organization | null>()
  if (!found) throw new Problem('not_found')
  return found
}

/** The first save makes the draft; version 0 is the one that does not exist yet. */
export async function saveRoleApplication(
  deps: Store,
  of: Circumstances,
  organizationId: string,
  { version, nature, subordination, hrAuthorityId, attachmentIds, ...input }: RoleApplicationInput,
): Promise<RoleApplication> {
  const Applications = roleApplicationModel(deps.db)
  if (hrAuthorityId && !(await organizationModel(deps.db).exists({ _id: hrAuthorityId, kind: 'hrAuthority' }))) {
    const errors = [{ pointer: '#/hrAuthorityId', detail: '没有找到这个人社主管部门，请重新选择' }]
    throw new Problem('organization_not_found', { errors })
  }
  try {
    return await inTransaction(deps.db, async (session) => {
      const organization = await requireOrganization(deps, organizationId, session)
      const before = await Applications.findOne({ organizationId }).session(session).lean<RoleApplication | null>()
      const mobileBefore = before?.mobileSealed ?? organization.information?.mobileSealed ?? null
      const content = {
        nature,
        subordination,
        hrAuthorityId: hrAuthorityId ? new Types.ObjectId(hrAuthorityId) : null,
        ...sealed(deps, input, mobileBefore),
      }
      const saved =
        version === 0
          ? await createDraft(deps, organization._id, content, session)
          : await Applications.findOneAndUpdate(
              { organizationId, version, state: trusted({ $in: [...EDITABLE_ROLE_APPLICATION_STATES] }) },
              { $set: content, $inc: { version: 1 } },
              { session, returnDocument: 'after' },
            ).lean<RoleApplication | null>()
      if (!saved) throw new Problem('state_conflict')
      const owner = roleApplicationFiles(saved)
      if (attachmentIds) await setAttachments(deps, of, { owner, ids: attachmentIds }, session)
      await recordFacts(deps.db, [applicationFact(of, 'RoleApplicationSaved', saved, before?.state ?? null)], session)
      return saved
    })
  } catch (error) {
    throw isDuplicateKey(error) ? new Problem('state_conflict') : error
  }
}

type Content = Pick<RoleApplication, 'nature' | 'subordination' | 'hrAuthorityId' | keyof UnitReach>

async function createDraft(deps: Store, organizationId: Types.ObjectId, content: Content, session: ClientSession) {
  const draft: RoleApplication = {
    _id: new Types.ObjectId(),
    organizationId,
    state: 'draft',
    ...content,
    version: 1,
    confirmedAt: null,
    decidedAt: null,
    opinion: null,
  }
  await roleApplicationModel(deps.db).create([draft], { session })
  return draft
}

/** Confirming takes effect at once, or with `needsReview` asks the HR authority that the application names. */
export async function confirmRoleApplication(
  deps: Store,
  of: Circumstances,
  given: { readonly organizationId: string; readonly version: number; readonly needsReview: boolean },
): Promise<RoleApplication> {
  const { organizationId, version, needsReview } = given
  const { from, to } = roleApplicationLifecycle[needsReview ? 'submit' : 'confirm']
  return inTransaction(deps.db, async (session) => {
    const Applications = roleApplicationModel(deps.db)
    const before = await Applications.findOne({ organizationId }).session(session).lean<RoleApplication | null>()
    if (needsReview && before && before.hrAuthorityId === null) throw new Problem('hr_authority_required')
    if (before && (await attachmentsOf(deps, roleApplicationFiles(before), session)).length === 0) {
      throw new Problem('certificate_scan_required')
    }
    const confirmed = await Applications.findOneAndUpdate(
      { organizationId, version, state: trusted({ $in: [...from] }) },
      { $set: { state: to, confirmedAt: of.at }, $inc: { version: 1 } },
      { session, returnDocument: 'after' },
    ).lean<RoleApplication | null>()
    if (!before || !confirmed) throw new Problem('state_conflict')
    if (!needsReview) await takeEffect(deps, confirmed, session)
    const what = needsReview ? 'RoleApplicationSubmitted' : 'RoleApplicationConfirmed'
    await recordFacts(deps.db, [applicationFact(of, what, confirmed, before.state)], session)
    return confirmed
  })
}

/** From now on nature and subordination are the organization's, and so is how it says it is reached. */
async function takeEffect(deps: Store, application: RoleApplication, session: ClientSession) {
  const { nature, subordination, hrAuthorityId } = application
  const { contact, officePhone, mobileSealed, emailSealed, postalCode, address, functions } = application
  const organization = await requireOrganization(deps, String(application.organizationId), session)
  const version = (organization.information?.version ?? 0) + 1
  const information = { contact, officePhone, mobileSealed, emailSealed, postalCode, address, functions, version }
  await organizationModel(deps.db).updateOne(
    { _id: application.organizationId },
    { $set: { nature, subordination, hrAuthorityId, information, needsRoleApplication: false } },
    { session },
  )
}

/** The HR authority's answer to what was submitted to it; of two who decide at once one wins. */
export async function decideRoleApplication(
  deps: Store,
  of: Circumstances,
  given: {
    readonly roleApplicationId: string
    readonly hrAuthorityId: string
    readonly decision: RoleApplicationDecision
    readonly opinion: string | null
  },
): Promise<RoleApplication> {
  const own = { _id: given.roleApplicationId, hrAuthorityId: given.hrAuthorityId, confirmedAt: trusted({ $ne: null }) }
  const { from, to } = roleApplicationLifecycle[given.decision]
  return inTransaction(deps.db, async (session) => {
    const Applications = roleApplicationModel(deps.db)
    const decided = await Applications.findOneAndUpdate(
      { ...own, state: trusted({ $in: [...from] }) },
      { $set: { state: to, decidedAt: of.at, opinion: given.opinion }, $inc: { version: 1 } },
      { session, returnDocument: 'after' },
    ).lean<RoleApplication | null>()
    if (!decided) throw new Problem((await Applications.exists(own).session(session)) ? 'state_conflict' : 'not_found')
    if (given.decision === 'approve') await takeEffect(deps, decided, session)
    const what = given.decision === 'approve' ? 'RoleApplicationApproved' : 'RoleApplicationReturned'
    const told = { ...applicationFact(of, what, decided, 'submitted'), reason: given.opinion }
    await recordFacts(deps.db, [told], session)
    await tellUnit(deps, of, decided, session)
    return decided
  })
}

async function tellUnit(deps: Store, of: Circumstances, application: RoleApplication, session: ClientSession) {
  const { name } = await requireOrganization(deps, String(application.organizationId), session)
  const accountIds = await operatorAccountIds(deps, application.organizationId, 'operate', session)
  const kind = application.state === 'returned' ? 'roleApplicationReturned' : 'roleApplicationApproved'
  const data = { unit: name, opinion: application.opinion }
  const link = { page: 'roleApplication' } as const
  await notify(deps, of, noticesTo(accountIds, { kind, data, link }), session)
}

const applicationFact = (
  of: Circumstances,
  what: Fact['what'],
  application: RoleApplication,
  from: string | null,
): Fact =>
  fact(of, {
    what,
    subject: { kind: 'roleApplication', id: String(application._id) },
    organizationId: String(application.organizationId),
    from,
    to: application.state,
    details: { version: application.version },
  })
