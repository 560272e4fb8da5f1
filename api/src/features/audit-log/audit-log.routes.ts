import type { AuditFactView } from '@jijiao/shared/audit-log'
import type { auditLogContract } from '@jijiao/shared/audit-log/contract'
import { Types } from 'mongoose'
import type { SealedFact } from '../../audit'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { type AccountName, accountNames } from '../accounts'
import { organizationNames } from '../organizations'
import { assertMayRead } from './audit-log.policy'
import { pageOfFacts } from './audit-log.queries'

export function auditLogRoutes(deps: Deps): Handlers<typeof auditLogContract> {
  return {
    async list({ params, query, actor }) {
      await assertMayRead(deps, actor, params.organizationId)
      const { data, nextCursor } = await pageOfFacts(deps, params.organizationId, query)
      const idsOf = (name: 'accountId' | 'organizationId') =>
        [...new Set(data.flatMap(({ actor }) => actor[name] ?? []))].map((id) => new Types.ObjectId(id))
      const [accounts, organizations] = await Promise.all([
        accountNames(deps, idsOf('accountId')),
        organizationNames(deps, idsOf('organizationId')),
      ])
      return { data: data.map((fact) => presentFact(fact, accounts, organizations)), nextCursor }
    },
  }
}

const presentFact = (
  fact: SealedFact,
  accounts: ReadonlyMap<string, AccountName>,
  organizations: ReadonlyMap<string, string>,
): AuditFactView => {
  const { accountId, organizationId } = fact.actor
  const account = accountId === null ? undefined : accounts.get(accountId)
  return {
    id: String(fact._id),
    seq: fact.seq,
    what: fact.what,
    subject: fact.subject,
    actor: {
      account: accountId === null ? null : { id: accountId, name: account ? account.name || account.userName : '' },
      organization:
        organizationId === null ? null : { id: organizationId, name: organizations.get(organizationId) ?? '' },
    },
    from: fact.from,
    to: fact.to,
    reason: fact.reason,
    details: fact.details && { ...fact.details },
    at: fact.at.toISOString(),
    requestId: fact.requestId,
  }
}
