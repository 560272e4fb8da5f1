import { useState } from 'react'
import { scrollToTop } from '../../platform/scroll'
import { toast } from '../../ui'
import { countInWords, type Outcomes } from './outcomes'

/**
 * The outcome of the last action on many, for the summary at the top of the page. When some rows were refused the page
 * goes there; otherwise it stays where the person is working.
 */
export function useOutcomes() {
  const [outcomes, setOutcomes] = useState<Outcomes | null>(null)

  function settle(next: Outcomes): void {
    setOutcomes(next)
    if (next.rows.some(({ reason }) => reason !== null)) scrollToTop()
    else toast(`${next.verb} ${countInWords(next, next.rows.length)}`)
  }

  return { outcomes, settle, dismiss: () => setOutcomes(null) }
}
