import { Verify } from '../../../features/certificate-verification'
import { useEntryParameters } from '../../../platform/entry'

/** Opened from the menu, or by the code on a certificate: WeChat passes its link as `q`. */
export default function VerifyPage() {
  const { q, verificationId } = useEntryParameters()
  return <Verify scanned={q ?? verificationId} />
}
