import type { CertificateView } from '@jijiao/shared/certificates'
import { api, type Remote, useRemote } from '../../api'

export function useCertificate(certificateId: string): Remote<CertificateView> {
  return useRemote(`certificate:${certificateId}`, () => api.certificates.get({ params: { certificateId } }), {
    isKept: true,
  })
}
