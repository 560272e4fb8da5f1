import {
  EDITABLE_ROLE_APPLICATION_STATES,
  ROLE_APPLICATION_STATES,
  type RoleApplicationState,
  roleApplicationLifecycle,
} from '@jijiao/shared/organizations'
import { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi, testEnvironment } from '../../../../test/support/api'
import { bySystem } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { uploadScan } from '../../../../test/support/files'
import { actFor, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { outcome, refusal } from '../../../../test/support/refusal'
import { application } from '../../../../test/support/role-applications'
import { registerUnit } from '../../../../test/support/unit-accounts'
import { bindOperator } from '.'

/** As it comes out of the box, and with the setting that asks the HR authority. */
let api: TestApi
let reviewing: TestApi
beforeAll(async () => {
  api = await startTestApi()
  const env = testEnvironment({ REVIEW_ROLE_APPLICATIONS: 'true' })
  reviewing = await startTestApi({ env })
})
afterAll(() => Promise.all([api.stop(), reviewing.stop()]))

/** A unit whose application names an HR authority, and that authority's operator. */
async function underReview() {
  const unit = await createUnitWithOperator(reviewing)
  const authority = await createUnitWithOperator(reviewing, { kind: 'hrAuthority' })
  const operator = reviewing.as(unit.token).organizations
  const hr = reviewing.as(authority.token).organizations
  const attachmentIds = [await uploadScan(reviewing, unit.token)]
  const body = { version: 0, ...application, hrAuthorityId: authority.unit.id, attachmentIds }
  const draft = await operator.saveRoleApplication({ body })
  const params = { roleApplicationId: draft.id ?? '' }
  return { unit, authority, operator, hr, body, params }
}
type Reviewed = Awaited<ReturnType<typeof underReview>>

const confirm = async ({ operator }: Reviewed) => {
  const { version } = await operator.roleApplication()
  return operator.confirmRoleApplication({ body: { version } })
}
const ACTIONS = {
  save: async ({ operator, body }: Reviewed) => {
    const { version } = await operator.roleApplication()
    return operator.saveRoleApplication({ body: { ...body, version } })
  },
  submit: confirm,
  approve: ({ hr, params }: Reviewed) => hr.decideRoleApplication({ params, body: { decision: 'approve' } }),
  return: ({ hr, params }: Reviewed) =>
    hr.decideRoleApplication({ params, body: { decision: 'return', opinion: '请补充办公电话' } }),
}
type Action = keyof typeof ACTIONS
const ALLOWED: Record<Action, { from: readonly RoleApplicationState[]; to: RoleApplicationState | null }> = {
  ...roleApplicationLifecycle,
  save: { from: EDITABLE_ROLE_APPLICATION_STATES, to: null },
}

async function bringTo(state: RoleApplicationState, reviewed: Reviewed) {
  if (state === 'draft') return
  await confirm(reviewed)
  if (state === 'returned') await ACTIONS.return(reviewed)
  if (state === 'approved') await ACTIONS.approve(reviewed)
  // As one that was confirmed before the setting was made.
  if (state === 'confirmed') {
    const _id = new Types.ObjectId(reviewed.params.roleApplicationId)
    await reviewing.app.deps.db.collection('roleApplications').updateOne({ _id }, { $set: { state } })
  }
}

describe('where the HR authority reviews', () => {
  const cases = ROLE_APPLICATION_STATES.flatMap((state) =>
    (Object.keys(ACTIONS) as Action[]).map((action) => {
      const { from, to } = ALLOWED[action]
      const isDraftDecided = state === 'draft' && (action === 'approve' || action === 'return')
      const refused = isDraftDecided ? 'not_found' : 'state_conflict'
      return { state, action, expected: from.includes(state) ? (to ?? state) : refused }
    }),
  )
  it.each(cases)('from $state, $action gives $expected', async ({ state, action, expected }) => {
    const reviewed = await underReview()
    await bringTo(state, reviewed)
    const facts = await factNamesAbout(reviewing, reviewed.params.roleApplicationId)
    const reached = await ACTIONS[action](reviewed).then(
      (view) => view.state,
      (error: { code: string }) => error.code,
    )
    expect(reached).toBe(expected)
    const isRefused = expected === 'state_conflict' || expected === 'not_found'
    const after = await factNamesAbout(reviewing, reviewed.params.roleApplicationId)
    expect(after).toHaveLength(facts.length + (isRefused ? 0 : 1))
    if (isRefused) expect((await reviewed.operator.roleApplication()).state).toBe(state)
  })

  it('an application takes effect when it is approved, not before', async () => {
    const reviewed = await underReview()
    expect(await confirm(reviewed)).toMatchObject({ state: 'submitted', abilities: { save: false, approve: false } })
    expect((await reviewed.operator.unitInformation()).nature).toBeNull()
    const { data } = await reviewed.hr.roleApplications()
    expect(data).toMatchObject([
      { organization: { id: reviewed.unit.unit.id }, state: 'submitted', abilities: { approve: true, return: true } },
    ])
    await ACTIONS.approve(reviewed)
    expect((await reviewed.operator.unitInformation()).nature).toBe('publicInstitution')
    expect((await reviewed.hr.roleApplications()).data).toEqual([])
  })

  it('a returned one tells why, is mended and submitted again', async () => {
    const reviewed = await underReview()
    await confirm(reviewed)
    const { hr, params } = reviewed
    const silent = hr.decideRoleApplication({ params, body: { decision: 'return' } })
    expect((await refusal(silent)).errors).toMatchObject([{ pointer: '#/opinion' }])
    await ACTIONS.return(reviewed)
    expect(await reviewed.operator.roleApplication()).toMatchObject({ state: 'returned', opinion: '请补充办公电话' })
    await ACTIONS.save(reviewed)
    await confirm(reviewed)
    expect(await ACTIONS.approve(reviewed)).toMatchObject({ state: 'approved', opinion: null })
  })

  it('needs the authority named, and the authority’s own decider', async () => {
    const reviewed = await underReview()
    const { operator, params, body, unit, authority } = reviewed
    await operator.saveRoleApplication({ body: { ...body, version: 1, hrAuthorityId: null } })
    expect(await outcome(confirm(reviewed))).toBe('hr_authority_required')
    await operator.saveRoleApplication({ body: { ...body, version: 2 } })
    await confirm(reviewed)
    const decide = (token?: string) =>
      outcome(reviewing.as(token).organizations.decideRoleApplication({ params, body: { decision: 'approve' } }))
    expect(await decide()).toBe('not_signed_in')
    expect(await decide(unit.token)).toBe('not_found')
    expect(await decide((await createUnitWithOperator(reviewing, { kind: 'hrAuthority' })).token)).toBe('not_found')
    const colleague = await actFor(reviewing, await registerPerson(reviewing), authority.unit, ['operate'])
    expect(await decide(colleague)).toBe('not_allowed')
    expect(await decide(authority.token)).toBe('done')
  })

  it('lets the authority open its files once it was asked, and nobody else', async () => {
    const reviewed = await underReview()
    const [file] = (await reviewed.operator.roleApplication()).attachments
    const params = { attachmentId: file?.id ?? '' }
    const open = (token: string) => outcome(reviewing.as(token).attachments.open({ params }))
    expect(await open(reviewed.authority.token)).toBe('not_found')
    await confirm(reviewed)
    expect(await open(reviewed.authority.token)).toBe('done')
    expect(await open(reviewed.unit.token)).toBe('done')
    const other = await createUnitWithOperator(reviewing, { kind: 'hrAuthority' })
    expect(await open(other.token)).toBe('not_found')
    await ACTIONS.return(reviewed)
    const { data } = await reviewing.as(reviewed.unit.token).messages.list()
    expect(data[0]).toMatchObject({ kind: 'roleApplicationReturned', link: { page: 'roleApplication' } })
  })

  it('of two who decide at once one wins', async () => {
    const reviewed = await underReview()
    await confirm(reviewed)
    const codes = await Promise.all([outcome(ACTIONS.approve(reviewed)), outcome(ACTIONS.return(reviewed))])
    expect(codes.sort()).toEqual(['done', 'state_conflict'])
  })
})

describe('a unit that has registered itself', () => {
  it('does nothing else before its role application is confirmed, and everything after', async () => {
    const { organizationId } = await registerUnit(api)
    const person = await registerPerson(api)
    const binding = { organizationId, accountId: person.accountId, grants: ['operate', 'decide'] as const }
    await bindOperator(api.app.deps, bySystem(api), binding)
    const tokens = await api.as(person.token).accounts.actAs({ body: { organizationId } })
    expect(tokens.actingAs).toMatchObject({ needsRoleApplication: true })
    const early = api.as(tokens.accessToken)
    expect(await outcome(early.classes.list({ query: {} }))).toBe('role_application_required')
    expect(await outcome(early.organizations.unitInformation())).toBe('done')

    const attachmentIds = [await uploadScan(api, tokens.accessToken)]
    const body = { version: 0, ...application, attachmentIds }
    const { version } = await early.organizations.saveRoleApplication({ body })
    const confirmed = await early.organizations.confirmRoleApplication({ body: { version } })
    expect(confirmed).toMatchObject({ state: 'confirmed', tokenOutdated: true })
    const renewed = await api.as().accounts.refresh({ body: { refreshToken: tokens.refreshToken } })
    expect(renewed.actingAs).toMatchObject({ organizationId, needsRoleApplication: false })
    expect(await outcome(api.as(renewed.accessToken).classes.list({ query: {} }))).toBe('done')
  })

  it('waits for the HR authority where the setting asks it', async () => {
    const { organizationId } = await registerUnit(reviewing)
    const authority = await createUnitWithOperator(reviewing, { kind: 'hrAuthority' })
    const person = await registerPerson(reviewing)
    const binding = { organizationId, accountId: person.accountId, grants: ['operate'] as const }
    await bindOperator(reviewing.app.deps, bySystem(reviewing), binding)
    const { accessToken, refreshToken } = await reviewing.as(person.token).accounts.actAs({ body: { organizationId } })
    const operator = reviewing.as(accessToken).organizations
    const attachmentIds = [await uploadScan(reviewing, accessToken)]
    const body = { version: 0, ...application, hrAuthorityId: authority.unit.id, attachmentIds }
    const { version } = await operator.saveRoleApplication({ body })
    const submitted = await operator.confirmRoleApplication({ body: { version } })
    expect(submitted).toMatchObject({ state: 'submitted', tokenOutdated: false })

    const params = { roleApplicationId: String(submitted.id) }
    await reviewing.as(authority.token).organizations.decideRoleApplication({ params, body: { decision: 'approve' } })
    const renewed = await reviewing.as().accounts.refresh({ body: { refreshToken } })
    expect(renewed.actingAs).toMatchObject({ needsRoleApplication: false })
  })
})
