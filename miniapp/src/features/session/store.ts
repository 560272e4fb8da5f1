import { create } from 'zustand'
import type { Tokens } from '../../api/transport'
import { readStored, removeStored, store } from '../../platform/storage'

const NAME = 'session'

export type Session = {
  readonly accountId: string
  readonly name: string
  readonly isRealName: boolean
  /** The organization that the person acts for; null when for nobody but themselves. */
  readonly actingAs: { readonly organizationId: string; readonly name: string } | null
}

type Kept = { readonly session: Session; readonly tokens: Tokens }

type SessionState = {
  readonly session: Session | null
  readonly tokens: Tokens | null
  readonly start: (kept: Kept) => void
  readonly renew: (tokens: Tokens) => void
  readonly end: () => void
}

/** Who is signed in on this device; kept over restarts. */
export const useSession = create<SessionState>((set, get) => {
  const kept = readStored<Kept>(NAME)
  return {
    session: kept?.session ?? null,
    tokens: kept?.tokens ?? null,
    start: (next) => {
      store(NAME, next)
      set(next)
    },
    renew: (tokens) => {
      const { session } = get()
      if (!session) return
      store(NAME, { session, tokens })
      set({ tokens })
    },
    end: () => {
      removeStored(NAME)
      set({ session: null, tokens: null })
    },
  }
})
