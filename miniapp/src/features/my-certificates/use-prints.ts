import type { CertificateFormat } from '@jijiao/shared/certificates'
import { useRef } from 'react'
import { api } from '../../api'

type Ticket = { readonly url: string; readonly fileName: string; readonly expiresAt: string }
/** What is nearly over would be over before it is used. */
const MARGIN_MS = 30_000

/** Addresses of the certificate as a file; each is good for some minutes and asked for once in that time. */
export function usePrints(certificateId: string, version: number) {
  const tickets = useRef(new Map<string, Ticket>())

  return async (format: CertificateFormat): Promise<Ticket> => {
    const name = `${certificateId}:${version}:${format}`
    const known = tickets.current.get(name)
    if (known && Date.parse(known.expiresAt) - MARGIN_MS > Date.now()) return known
    const ticket = await api.certificates.print({ body: { certificateIds: [certificateId], format } })
    tickets.current.set(name, ticket)
    return ticket
  }
}
