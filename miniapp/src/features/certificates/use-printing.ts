import { api } from '../../api'
import { openFileAt } from '../../platform/files'
import { useAction } from '../decisions'

/** One file with these certificates, opened when it is there. */
export function usePrinting() {
  const { isPending, message, run } = useAction()
  const print = (certificateIds: readonly string[]) =>
    void run(certificateIds, async () => {
      const body = { certificateIds: [...certificateIds], format: 'pdf' as const }
      const { url, fileName } = await api.certificates.print({ body })
      await openFileAt(url, fileName)
    })
  return { isPending, message, print }
}
