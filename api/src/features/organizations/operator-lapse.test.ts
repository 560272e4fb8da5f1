import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/support/api'
import { bySystem } from '../../../../test/support/classes'
import { factNamesAbout } from '../../../../test/support/facts'
import { createUnit, registerPerson } from '../../../../test/support/people'
import { operatorModel } from './operator.model'
import { inviteOperator } from './operator-invitation.commands'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

it('an invitation that nobody answered is closed in the end, once, and the person was told of it', async () => {
  const { accountId, name, token } = await registerPerson(api)
  const unit = await createUnit(api)
  const given = { organizationId: unit.id, accountId, name, grants: ['operate'] as const }
  const { _id } = await inviteOperator(api.app.deps, bySystem(api), given)
  const [message] = (await api.as(token).messages.list()).data
  expect(message).toMatchObject({ kind: 'operatorInvited', body: `${unit.name}邀请您担任经办人，请在七天内答复。` })
  await api.app.worker.runDue()
  expect(await operatorModel(api.app.deps.db).findById(_id).lean()).toMatchObject({ state: 'pending', isOpen: true })
  for (let hour = 0; hour < 2; hour += 1) {
    api.clock.advance(38 * 24 * 3_600_000)
    await api.app.worker.runDue()
  }
  expect(await operatorModel(api.app.deps.db).findById(_id).lean()).toMatchObject({ state: 'lapsed', isOpen: false })
  expect(await factNamesAbout(api, String(_id))).toEqual(['OperatorInvited', 'OperatorInvitationLapsed'])
})
