import type { SessionTokens } from '@jijiao/shared/accounts'
import { createRefreshTokens } from '../../auth/refresh-tokens'
import { ACCESS_TOKEN_SECONDS } from '../../auth/tokens'
import type { Deps } from '../../deps'
import { findActingAs, organizationNames } from '../organizations'
import type { Account } from './account.model'
import { accountView } from './account.presenter'
import type { Session } from './session.model'

/** The tokens of a sign-in as it is now. Not a renewal: the refresh token is the one that is good already. */
export async function issueTokens(
  deps: Pick<Deps, 'db' | 'vault' | 'tokens' | 'secrets'>,
  account: Account,
  session: Session,
): Promise<SessionTokens> {
  const accountId = String(account._id)
  const sessionId = String(session._id)
  const isRealName = account.realNameAt !== null
  const organizationId = isRealName && session.actingForId ? String(session.actingForId) : null
  const actingAs = organizationId && (await findActingAs(deps.db, { accountId, organizationId }))
  const unitAccountOf = account.unitAccountOfId && String(account.unitAccountOfId)
  const unitName =
    account.unitAccountOfId && (await organizationNames(deps, [account.unitAccountOfId])).get(unitAccountOf ?? '')
  return {
    accessToken: deps.tokens.sign({
      accountId,
      sessionId,
      isRealName,
      traineeId: account.traineeId && String(account.traineeId),
      actingAs: actingAs || null,
      ...(unitAccountOf === undefined ? {} : { unitAccountOf }),
    }),
    refreshToken: createRefreshTokens(deps.secrets.tokenKey).write({ sessionId, generation: session.generation }),
    expiresInSeconds: ACCESS_TOKEN_SECONDS,
    account: accountView(deps.vault, account),
    actingAs: actingAs
      ? {
          organizationId: actingAs.organizationId,
          operatorId: actingAs.operatorId,
          name: actingAs.name,
          kind: actingAs.kind,
          grants: [...actingAs.grants],
          needsRoleApplication: actingAs.needsRoleApplication,
        }
      : null,
    unitAccountOf: unitAccountOf === undefined ? null : { organizationId: unitAccountOf, name: unitName ?? '' },
  }
}
