import { Problem } from '../../http/problem'
import notice from './notice.json' with { type: 'json' }

/** What is read and accepted before signing in; a new text gets a new version and is accepted anew. */
export const currentNotice: Readonly<typeof notice> = notice

export function requireCurrentNotice(acceptedVersion: string): void {
  if (acceptedVersion !== notice.version) throw new Problem('notice_outdated')
}
