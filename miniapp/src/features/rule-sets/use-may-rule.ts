import { useSession } from '../../api'

/** Whether one lays down the hours of a region. */
export const useMayRule = () =>
  useSession(({ session }) => session?.actingAs?.kind === 'hrAuthority' && session.actingAs.grants.includes('decide'))
