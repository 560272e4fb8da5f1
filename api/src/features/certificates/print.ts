import type { CertificateFormat } from '@jijiao/shared/certificates'
import { trusted } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { certificateFact } from './certificate.facts'
import { type Certificate, certificateModel, type PrintTicket, printTicketModel } from './certificate.model'
import { fileNameOf, sheetOf } from './certificate.presenter'
import { createRenderer } from './render/renderer'
import { newVerificationId } from './signing'

const TICKET_MS = 10 * 60_000

type Printing = { readonly format: CertificateFormat; readonly origin: string }

/**
 * Makes an address where the file can be fetched without a token, since a phone's viewer or a browser's tab sends none.
 * The look at whole ID numbers is recorded here, for each person.
 */
export async function orderPrint(
  deps: Deps,
  of: Circumstances,
  certificates: readonly Certificate[],
  { format, origin }: Printing,
): Promise<PrintTicket> {
  if (certificates.some(({ state }) => state !== 'valid')) throw new Problem('certificate_not_valid')
  const ticket: PrintTicket = {
    _id: newVerificationId(),
    certificateIds: certificates.map(({ _id }) => _id),
    format,
    fileName: fileNameOf(certificates, format),
    origin,
    expiresAt: new Date(of.at.getTime() + TICKET_MS),
  }
  const facts = certificates.map((one) =>
    certificateFact(of, 'CertificatePrinted', one, { from: one.state, to: one.state }),
  )
  await inTransaction(deps.db, async (session) => {
    await printTicketModel(deps.db).create([ticket], { session })
    await recordFacts(deps.db, facts, session)
  })
  return ticket
}

export type PrintedFile = { readonly file: Buffer; readonly format: CertificateFormat; readonly fileName: string }

/** One for each process: it owns the thread that draws. */
const render = createRenderer()

/** The file of a ticket, drawn anew from what is frozen; `null` when the ticket is over. A certificate that was revoked since is not printed. */
export async function printedFile(deps: Deps, ticketId: string): Promise<PrintedFile | null> {
  const ticket = await printTicketModel(deps.db)
    .findOne({ _id: ticketId, expiresAt: trusted({ $gt: new Date(deps.clock.now()) }) })
    .lean<PrintTicket | null>()
  if (!ticket) return null
  const found = await certificateModel(deps.db)
    .find({ _id: trusted({ $in: ticket.certificateIds }), state: 'valid' })
    .lean<Certificate[]>()
  const byId = new Map(found.map((certificate) => [String(certificate._id), certificate]))
  const sheets = ticket.certificateIds.map((id) => {
    const certificate = byId.get(String(id))
    if (!certificate) throw new Problem('certificate_not_valid')
    return sheetOf(deps, certificate, ticket.origin)
  })
  return { file: await render(sheets, ticket.format), format: ticket.format, fileName: ticket.fileName }
}
