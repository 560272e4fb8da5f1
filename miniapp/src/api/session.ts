import type { AccountView, SessionTokens } from '@jijiao/shared/accounts'
import { create } from 'zustand'
import { readStored, removeStored, store } from '../platform/storage'
import { forgetAnswers } from './kept-answers'

const NAME = 'session'

type SessionState = {
  /** Tokens, account and the organization acted for; null for a guest. */
  readonly session: SessionTokens | null
  /** Signed in, renewed, or acting for another organization. */
  readonly start: (session: SessionTokens) => void
  readonly updateAccount: (account: AccountView) => void
  readonly end: () => void
}

/** Who is signed in on this device, and for whom they act; kept over restarts. */
export const useSession = create<SessionState>((set, get) => ({
  session: readStored<SessionTokens>(NAME),
  start: (session) => {
    if (session.account.id !== get().session?.account.id) forgetAnswers()
    store(NAME, session)
    set({ session })
  },
  updateAccount: (account) => {
    const { session, start } = get()
    if (session) start({ ...session, account })
  },
  end: () => {
    forgetAnswers()
    removeStored(NAME)
    set({ session: null })
  },
}))

/** The session as the device keeps it: in a browser another window may have renewed or ended it. */
export function latestSession(): SessionTokens | null {
  const kept = readStored<SessionTokens>(NAME)
  if (kept?.accessToken !== useSession.getState().session?.accessToken) useSession.setState({ session: kept })
  return kept
}

/** The account that is signed in now. */
export function currentAccountId(): string | null {
  return useSession.getState().session?.account.id ?? null
}

/** Distinguishes what one identity has loaded from what another has: account and organization acted for. */
export function useIdentity(): string {
  return useSession(({ session }) =>
    session ? `${session.account.id}:${session.actingAs?.organizationId ?? 'person'}` : 'guest',
  )
}
