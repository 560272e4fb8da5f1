import type { accountContract } from '@jijiao/shared/accounts/contract'
import { checkResidentId, RESIDENT_ID_MESSAGES } from '@jijiao/shared/identifiers'
import { circumstances } from '../../audit'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { recoverAccount } from './recovery.commands'
import { deviceOf } from './sign-in'

type RecoveryOperations = 'recoverPassword' | 'recoverAccount'

export const recoveryRoutes = (deps: Deps): Pick<Handlers<typeof accountContract>, RecoveryOperations> => ({
  async recoverPassword({ body: { userName, ...proof }, request }) {
    const given = { ...proof, of: { userName }, device: deviceOf(request) }
    await recoverAccount(deps, circumstances(null, request), given)
  },
  async recoverAccount({ body: { residentId, ...proof }, request }) {
    const check = checkResidentId(residentId, { on: new Date(request.receivedAt) })
    if (!check.ok) {
      const errors = [{ pointer: '#/residentId', detail: RESIDENT_ID_MESSAGES[check.problem] }]
      throw new Problem('invalid_input', { errors })
    }
    const given = { ...proof, of: { residentId: check.value }, device: deviceOf(request) }
    const { userName } = await recoverAccount(deps, circumstances(null, request), given)
    return { userName }
  },
})
