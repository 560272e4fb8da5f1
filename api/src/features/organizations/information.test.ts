import { readEnvironment } from '@jijiao/config/environment'
import {
  EDITABLE_ROLE_APPLICATION_STATES,
  ROLE_APPLICATION_STATES,
  type RoleApplicationState,
  roleApplicationLifecycle,
} from '@jijiao/shared/organizations'
import { Types } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { bySystem } from '../../../../test/support/classes'
import { factNamesAbout, factsAbout } from '../../../../test/support/facts'
import { uploadScan } from '../../../../test/support/files'
import { actFor, createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { refusal } from '../../../../test/support/refusal'
import { registerUnit } from '../../../../test/support/unit-accounts'
import { bindOperator } from '.'

/** As it comes out of the box, and with the setting that asks the HR authority. */
let api: TestApi
let reviewing: TestApi
beforeAll(async () => {
  api = await startTestApi()
  const env = readEnvironment({
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    YEAR_REMINDER_DAYS: 'none',
    REVIEW_ROLE_APPLICATIONS: 'true',
  })
  reviewing = await startTestApi({ env })
})
afterAll(() => Promise.all([api.stop(), reviewing.stop()]))

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: { code: string }) => error.code,
  )
const reach = {
  contact: '张老师',
  officePhone: '0769-22001234',
  mobile: '138 0000 4321',
  email: 'unit@example.com',
  postalCode: '523000',
  address: '东莞市莞城区学院路 1 号',
  functions: '义务教育\n教师培训',
}
const application = { ...reach, nature: 'publicInstitution', subordination: '40' }

describe('unit information', () => {
  it('starts with what the registration told and is changed by the unit account', async () => {
    const { token, organizationId, described, person } = await registerUnit(api)
    const unit = api.as(token).organizations
    const before = await unit.unitInformation()
    expect(before).toMatchObject({
      organizationId,
      name: described.name,
      code: described.certificateNumber,
      legalRepresentative: described.legalRepresentative,
      contact: person.name,
      mobile: `139****${person.phone.slice(-4)}`,
      address: described.address,
      nature: null,
      version: 0,
      abilities: { save: true },
    })
    const saved = await unit.saveUnitInformation({ body: { version: 0, ...reach } })
    expect(saved).toMatchObject({ ...reach, mobile: '138****4321', version: 1 })
    const { mobile: _, ...kept } = reach
    const again = await unit.saveUnitInformation({ body: { version: 1, ...kept, email: '', officePhone: null } })
    expect(again).toMatchObject({ mobile: '138****4321', email: null, officePhone: null, version: 2 })
    expect(await unit.unitInformation()).toEqual(again)
    expect(await factNamesAbout(api, organizationId)).toEqual([
      'OrganizationCreated',
      'UnitInformationChanged',
      'UnitInformationChanged',
    ])
  })

  it('keeps phone and e-mail unreadable at rest', async () => {
    const { token } = await createUnitWithOperator(api)
    const body = { version: 0, ...reach, mobile: '13800009876', email: 'secret@example.com' }
    await api.as(token).organizations.saveUnitInformation({ body })
    const stored = JSON.stringify(await api.app.deps.db.collection('organizations').find().toArray())
    for (const secret of ['13800009876', 'secret@example.com']) expect(stored).not.toContain(secret)
  })

  it('never takes name, code or nature', async () => {
    const { token } = await createUnitWithOperator(api)
    for (const part of [{ name: '别的单位' }, { code: 'D2143569X' }, { nature: 'enterprise' }]) {
      const body = { version: 0, ...reach, ...part }
      expect(await codeOf(api.as(token).organizations.saveUnitInformation({ body }))).toBe('invalid_input')
    }
  })

  it('is seen by every operator, saved by who may operate, and by nobody else', async () => {
    const { token } = await createUnitWithOperator(api, { grants: ['decide'] })
    const decider = api.as(token).organizations
    expect((await decider.unitInformation()).abilities).toEqual({ save: false })
    const body = { version: 0, ...reach }
    expect(await codeOf(decider.saveUnitInformation({ body }))).toBe('not_allowed')
    const person = api.as((await registerPerson(api)).token).organizations
    expect(await codeOf(person.unitInformation())).toBe('organization_required')
    expect(await codeOf(person.saveUnitInformation({ body }))).toBe('organization_required')
    expect(await codeOf(api.as().organizations.unitInformation())).toBe('not_signed_in')
  })

  it('lets one of two saves of the same version through', async () => {
    const { token } = await createUnitWithOperator(api)
    for (const version of [0, 1]) {
      const save = () => codeOf(api.as(token).organizations.saveUnitInformation({ body: { version, ...reach } }))
      expect((await Promise.all([save(), save()])).sort()).toEqual(['done', 'state_conflict'])
    }
  })

  it('names every field that is wrong', async () => {
    const { token } = await createUnitWithOperator(api)
    const wrong = { contact: '', officePhone: 'abc', mobile: '1', email: 'x', postalCode: '1', address: '\0' }
    const body = { version: 0, ...wrong, functions: '长'.repeat(501) }
    const problem = await refusal(api.as(token).organizations.saveUnitInformation({ body }))
    expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(
      [...Object.keys(wrong), 'functions'].map((field) => `#/${field}`).sort(),
    )
    for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/\p{Script=Han}/u)
  })
})

describe('a role application', () => {
  it('is saved, confirmed and then in effect', async () => {
    const { token, unit } = await createUnitWithOperator(api)
    const operator = api.as(token).organizations
    const empty = await operator.roleApplication()
    expect(empty).toMatchObject({ id: null, version: 0, state: 'draft', abilities: { save: true, confirm: false } })
    const bare = await operator.saveRoleApplication({ body: { version: 0, ...application } })
    expect(bare.abilities).toMatchObject({ save: true, confirm: false })
    expect(await codeOf(operator.confirmRoleApplication({ body: { version: 1 } }))).toBe('certificate_scan_required')
    const attachmentIds = [await uploadScan(api, token)]
    const draft = await operator.saveRoleApplication({ body: { version: 1, ...application, attachmentIds } })
    expect(draft).toMatchObject({ version: 2, state: 'draft', nature: 'publicInstitution', mobile: '138****4321' })
    expect(draft.abilities).toEqual({ save: true, confirm: true, approve: false, return: false })
    expect((await operator.unitInformation()).nature).toBeNull()
    expect(draft.attachments).toMatchObject([{ id: attachmentIds[0], name: '证件扫描件.pdf', type: 'pdf' }])
    const confirmed = await operator.confirmRoleApplication({ body: { version: 2 } })
    expect(confirmed).toMatchObject({ state: 'confirmed', abilities: { save: false, confirm: false } })
    expect(await operator.unitInformation()).toMatchObject({
      nature: 'publicInstitution',
      subordination: '40',
      contact: '张老师',
      mobile: '138****4321',
      version: 1,
    })
    expect(await factNamesAbout(api, draft.id ?? '')).toEqual([
      'RoleApplicationSaved',
      'RoleApplicationSaved',
      'RoleApplicationConfirmed',
    ])
    const [, , fact] = await factsAbout(api, draft.id ?? '')
    expect(fact).toMatchObject({ from: 'draft', to: 'confirmed', organizationId: unit.id })
  })

  it('is the business of who may operate for the unit', async () => {
    const { token } = await createUnitWithOperator(api, { grants: ['decide'] })
    const body = { version: 0, ...application }
    expect(await codeOf(api.as(token).organizations.saveRoleApplication({ body }))).toBe('not_allowed')
    expect(await codeOf(api.as(token).organizations.confirmRoleApplication({ body: { version: 1 } }))).toBe(
      'not_allowed',
    )
    const account = await registerUnit(api)
    expect(await codeOf(api.as(account.token).organizations.roleApplication())).toBe('personal_account_required')
    const person = await registerPerson(api)
    expect(await codeOf(api.as(person.token).organizations.roleApplication())).toBe('organization_required')
    expect(await codeOf(api.as().organizations.roleApplication())).toBe('not_signed_in')
  })

  it('refuses codes that no list has and an authority that is none', async () => {
    const { token, unit } = await createUnitWithOperator(api)
    const operator = api.as(token).organizations
    const body = { version: 0, ...application, nature: 'kingdom', subordination: '99' }
    const problem = await refusal(operator.saveRoleApplication({ body }))
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#/nature', '#/subordination'])
    const named = { version: 0, ...application, hrAuthorityId: unit.id }
    expect(await codeOf(operator.saveRoleApplication({ body: named }))).toBe('organization_not_found')
  })

  it.each([0, 1])('lets one of two saves of version %i through', async (version) => {
    const { token } = await createUnitWithOperator(api)
    const save = (of: number) =>
      api.as(token).organizations.saveRoleApplication({ body: { version: of, ...application } })
    if (version === 1) await save(0)
    expect((await Promise.all([codeOf(save(version)), codeOf(save(version))])).sort()).toEqual([
      'done',
      'state_conflict',
    ])
  })

  it('is confirmed once, as it was seen', async () => {
    const { token } = await createUnitWithOperator(api)
    const operator = api.as(token).organizations
    const confirm = (version: number) => codeOf(operator.confirmRoleApplication({ body: { version } }))
    expect(await confirm(0)).toBe('state_conflict')
    const attachmentIds = [await uploadScan(api, token)]
    await operator.saveRoleApplication({ body: { version: 0, ...application, attachmentIds } })
    await operator.saveRoleApplication({ body: { version: 1, ...application, contact: '李老师' } })
    expect(await confirm(1)).toBe('state_conflict')
    expect((await Promise.all([confirm(2), confirm(2)])).sort()).toEqual(['done', 'state_conflict'])
  })
})

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
    const outcome = await ACTIONS[action](reviewed).then(
      (view) => view.state,
      (error: { code: string }) => error.code,
    )
    expect(outcome).toBe(expected)
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
    expect(await codeOf(confirm(reviewed))).toBe('hr_authority_required')
    await operator.saveRoleApplication({ body: { ...body, version: 2 } })
    await confirm(reviewed)
    const decide = (token?: string) =>
      codeOf(reviewing.as(token).organizations.decideRoleApplication({ params, body: { decision: 'approve' } }))
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
    const open = (token: string) => codeOf(reviewing.as(token).attachments.open({ params }))
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
    const codes = await Promise.all([codeOf(ACTIONS.approve(reviewed)), codeOf(ACTIONS.return(reviewed))])
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
    expect(await codeOf(early.classes.list({ query: {} }))).toBe('role_application_required')
    expect(await codeOf(early.organizations.unitInformation())).toBe('done')

    const attachmentIds = [await uploadScan(api, tokens.accessToken)]
    const body = { version: 0, ...application, attachmentIds }
    const { version } = await early.organizations.saveRoleApplication({ body })
    const confirmed = await early.organizations.confirmRoleApplication({ body: { version } })
    expect(confirmed).toMatchObject({ state: 'confirmed', tokenOutdated: true })
    const renewed = await api.as().accounts.refresh({ body: { refreshToken: tokens.refreshToken } })
    expect(renewed.actingAs).toMatchObject({ organizationId, needsRoleApplication: false })
    expect(await codeOf(api.as(renewed.accessToken).classes.list({ query: {} }))).toBe('done')
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
