import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { factNamesAbout, factsAbout } from '../../../../test/support/facts'
import { uploadScan } from '../../../../test/support/files'
import { createUnitWithOperator, registerPerson } from '../../../../test/support/people'
import { outcome, refusal } from '../../../../test/support/refusal'
import { application, reach } from '../../../../test/support/role-applications'
import { registerUnit } from '../../../../test/support/unit-accounts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

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
      expect(await outcome(api.as(token).organizations.saveUnitInformation({ body }))).toBe('invalid_input')
    }
  })

  it('is seen by every operator, saved by who may operate, and by nobody else', async () => {
    const { token } = await createUnitWithOperator(api, { grants: ['decide'] })
    const decider = api.as(token).organizations
    expect((await decider.unitInformation()).abilities).toEqual({ save: false })
    const body = { version: 0, ...reach }
    expect(await outcome(decider.saveUnitInformation({ body }))).toBe('not_allowed')
    const person = api.as((await registerPerson(api)).token).organizations
    expect(await outcome(person.unitInformation())).toBe('organization_required')
    expect(await outcome(person.saveUnitInformation({ body }))).toBe('organization_required')
    expect(await outcome(api.as().organizations.unitInformation())).toBe('not_signed_in')
  })

  it('lets one of two saves of the same version through', async () => {
    const { token } = await createUnitWithOperator(api)
    for (const version of [0, 1]) {
      const save = () => outcome(api.as(token).organizations.saveUnitInformation({ body: { version, ...reach } }))
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
    expect(await outcome(operator.confirmRoleApplication({ body: { version: 1 } }))).toBe('certificate_scan_required')
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
    expect(await outcome(api.as(token).organizations.saveRoleApplication({ body }))).toBe('not_allowed')
    expect(await outcome(api.as(token).organizations.confirmRoleApplication({ body: { version: 1 } }))).toBe(
      'not_allowed',
    )
    const account = await registerUnit(api)
    expect(await outcome(api.as(account.token).organizations.roleApplication())).toBe('personal_account_required')
    const person = await registerPerson(api)
    expect(await outcome(api.as(person.token).organizations.roleApplication())).toBe('organization_required')
    expect(await outcome(api.as().organizations.roleApplication())).toBe('not_signed_in')
  })

  it('refuses codes that no list has and an authority that is none', async () => {
    const { token, unit } = await createUnitWithOperator(api)
    const operator = api.as(token).organizations
    const body = { version: 0, ...application, nature: 'kingdom', subordination: '99' }
    const problem = await refusal(operator.saveRoleApplication({ body }))
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#/nature', '#/subordination'])
    const named = { version: 0, ...application, hrAuthorityId: unit.id }
    expect(await outcome(operator.saveRoleApplication({ body: named }))).toBe('organization_not_found')
  })

  it.each([0, 1])('lets one of two saves of version %i through', async (version) => {
    const { token } = await createUnitWithOperator(api)
    const save = (of: number) =>
      api.as(token).organizations.saveRoleApplication({ body: { version: of, ...application } })
    if (version === 1) await save(0)
    expect((await Promise.all([outcome(save(version)), outcome(save(version))])).sort()).toEqual([
      'done',
      'state_conflict',
    ])
  })

  it('is confirmed once, as it was seen', async () => {
    const { token } = await createUnitWithOperator(api)
    const operator = api.as(token).organizations
    const confirm = (version: number) => outcome(operator.confirmRoleApplication({ body: { version } }))
    expect(await confirm(0)).toBe('state_conflict')
    const attachmentIds = [await uploadScan(api, token)]
    await operator.saveRoleApplication({ body: { version: 0, ...application, attachmentIds } })
    await operator.saveRoleApplication({ body: { version: 1, ...application, contact: '李老师' } })
    expect(await confirm(1)).toBe('state_conflict')
    expect((await Promise.all([confirm(2), confirm(2)])).sort()).toEqual(['done', 'state_conflict'])
  })
})
