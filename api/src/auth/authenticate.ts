import type { AccessLevel } from '@jijiao/shared/http'
import type { Context } from 'koa'
import type { MountDeps } from '../http/mount'
import { Problem } from '../http/problem'
import type { AccountActor } from './actor'

/** Where a unit's own login has nothing to do: it manages the unit's operators and information, never business. */
const PERSONAL: readonly AccessLevel[] = ['account', 'person', 'applicant', 'operator']

/** The actor of a request, or a refusal when the operation's access level asks for more. */
export async function authenticate(ctx: Context, deps: MountDeps, access: AccessLevel): Promise<AccountActor | null> {
  const header = ctx.get('authorization')
  if (!header) {
    if (access === 'public') return null
    await deps.limits.ofAddress(ctx.ip)
    throw new Problem('not_signed_in')
  }
  let actor: AccountActor
  try {
    actor = deps.tokens.verify(header.startsWith('Bearer ') ? header.slice(7) : '')
    deps.revocations.check(actor)
  } catch (error) {
    // A stale token does not keep anybody from what is public, signing in again above all; with a fresh one the answer
    // may say more.
    if (access === 'public') {
      ctx.set('www-authenticate', 'Bearer error="invalid_token"')
      return null
    }
    await deps.limits.ofAddress(ctx.ip)
    throw error
  }
  const isUnitAccount = actor.unitAccountOf !== undefined
  if (access === 'unitAccount' && !isUnitAccount) throw new Problem('unit_account_required')
  if (isUnitAccount && PERSONAL.includes(access)) throw new Problem('personal_account_required')
  if (access === 'person' && !actor.isRealName) throw new Problem('real_name_required')
  if (access === 'applicant' || access === 'operator') {
    if (!actor.actingAs) throw new Problem('organization_required')
    if (access === 'operator' && actor.actingAs.needsRoleApplication) throw new Problem('role_application_required')
  }
  return actor
}
