import type { SessionTokens } from '@jijiao/shared/accounts'

/** A script that leaves in a new window what the app keeps of somebody who has signed in, in Taro's form. */
export function storedSession(session: SessionTokens | null): string {
  const kept = { display: { hasChosenSize: true }, ...(session && { session }) }
  return Object.entries(kept)
    .map(([name, value]) => {
      const stored = JSON.stringify({ data: JSON.stringify(value) })
      return `if (!localStorage.getItem('${name}')) localStorage.setItem('${name}', ${JSON.stringify(stored)})`
    })
    .join('\n')
}
