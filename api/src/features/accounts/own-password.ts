import type { AccountActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { RequestInfo } from '../../http/call'
import { Problem } from '../../http/problem'
import { requireAccount } from './account.queries'
import { checkPassword, deviceOf, kindOf } from './sign-in'

/** Whoever is signed in proves anew to be the owner, for what a found device must not be enough for. */
export async function proveOwnPassword(deps: Deps, actor: AccountActor, password: string, request: RequestInfo) {
  const account = await requireAccount(deps, actor.accountId)
  const here = { device: deviceOf(request), kind: kindOf(account) }
  if (await checkPassword(deps, account.userName, password, here)) return
  const errors = [{ pointer: '#/password', detail: '当前密码不正确，请重新输入' }]
  throw new Problem('current_password_wrong', { errors })
}
