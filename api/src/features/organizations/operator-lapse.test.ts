import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { bySystem } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { lasting } from '../../../../test/support/lasting'
import { registerPerson } from '../../../../test/support/people'
import { registerOpenUnit } from '../../../../test/support/unit-accounts'
import { operatorModel } from './operator.model'
import { inviteOperator } from './operator-invitation.commands'

const DAY = 24 * 60 * 60 * 1_000

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

it('an invitation that nobody answered is closed, once, and both sides are told', async () => {
  const { accountId, name, token } = await registerPerson(api)
  const { unit, token: unitAccount } = await registerOpenUnit(api, { regionCode: '441900' })
  const given = { organizationId: unit.id, accountId, name, grants: ['operate'] as const }
  const { _id } = await inviteOperator(api.app.deps, bySystem(api), given)
  const [person, account] = [lasting(api, token), lasting(api, unitAccount)]
  const [message] = (await person().messages.list()).data
  expect(message).toMatchObject({ kind: 'operatorInvited', body: `${unit.name}邀请您担任经办人，请在七天内答复。` })
  const stored = () => operatorModel(api.app.deps.db).findById(_id).lean()
  await api.app.worker.runDue()
  expect(await stored()).toMatchObject({ state: 'pending', isOpen: true })
  api.clock.advance(7 * DAY)
  for (let round = 0; round < 2; round += 1) {
    await api.app.worker.runDue()
    api.clock.advance(2 * 60 * 60 * 1_000)
  }
  expect(await stored()).toMatchObject({ state: 'lapsed', isOpen: false })
  expect(await factNamesAbout(api, String(_id))).toEqual(['OperatorInvited', 'OperatorInvitationLapsed'])
  const told = async (of: typeof person) => (await of().messages.list()).data.filter(({ kind }) => /Lapsed/.test(kind))
  expect((await told(person)).map(({ kind }) => kind)).toEqual(['ownInvitationLapsed'])
  expect((await told(account)).map(({ body }) => body)).toEqual([`${name}七天内未答复，邀请已失效。`])

  const bindings = async () => (await person().organizations.myBindings()).data.map(({ state }) => state)
  expect(await bindings()).toEqual(['lapsed'])
  await inviteOperator(api.app.deps, bySystem(api), given)
  expect(await bindings()).toEqual(['pending'])
})

it('what has lapsed is shown to the person for thirty days', async () => {
  const { accountId, name, token } = await registerPerson(api)
  const { unit } = await registerOpenUnit(api, { regionCode: '441900' })
  await inviteOperator(api.app.deps, bySystem(api), { organizationId: unit.id, accountId, name, grants: ['operate'] })
  const person = lasting(api, token)
  api.clock.advance(36 * DAY)
  await api.app.worker.runDue()
  expect((await person().organizations.myBindings()).data).toMatchObject([{ state: 'lapsed' }])
  api.clock.advance(2 * DAY)
  expect((await person().organizations.myBindings()).data).toEqual([])
})
