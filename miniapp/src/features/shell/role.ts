import type { SessionTokens } from '@jijiao/shared/accounts'
import type { OrganizationKind } from '@jijiao/shared/organizations'
import { useSession } from '../../api'

/** As whom the app is used at the moment: it decides the menu, never what is allowed. */
export type Role = 'guest' | 'person' | 'unitAccount' | 'applicant' | OrganizationKind

export function roleOf(session: SessionTokens | null): Role {
  if (!session) return 'guest'
  if (session.unitAccountOf) return 'unitAccount'
  // Until a new unit's role application is confirmed, the server refuses everything else of it.
  if (session.actingAs?.needsRoleApplication) return 'applicant'
  return session.actingAs?.kind ?? 'person'
}

export const useRole = (): Role => useSession(({ session }) => roleOf(session))
