import { useRef, useState } from 'react'
import { createSubmission, errorSentence } from '../../api'

/**
 * One action at a time on its way to the server. Where it fails, `message` says why and the same intent can be sent
 * again without being done twice.
 */
export function useAction() {
  const [isPending, setPending] = useState(false)
  const [message, setMessage] = useState<string>()
  const submission = useRef(createSubmission())
  const isBusy = useRef(false)

  /** `content` tells one intent from another. Says whether it was done. */
  async function run(content: unknown, act: (idempotencyKey: string) => Promise<void>): Promise<boolean> {
    if (isBusy.current) return false
    isBusy.current = true
    setPending(true)
    setMessage(undefined)
    try {
      await submission.current(content, act)
      return true
    } catch (error) {
      setMessage(errorSentence(error))
      return false
    } finally {
      isBusy.current = false
      setPending(false)
    }
  }

  return { isPending, message, run, complain: setMessage, clear: () => setMessage(undefined) }
}
