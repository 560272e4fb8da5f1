import {
  CERTIFICATE_LIFECYCLE,
  type CertificateAction,
  type CertificateView,
  mayMoveCertificate,
} from '@jijiao/shared/certificates'
import { Types, trusted } from 'mongoose'
import { assertMayDo, mayDo, type Work } from '../../auth/acting'
import type { OperatorActor, PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { restrictedAmong, traineeIdOf, unitsOf } from '../affiliations'
import { regionOf } from '../organizations'
import { type Certificate, certificateModel } from './certificate.model'

export const ISSUING: Work = { kinds: ['unit'], grant: CERTIFICATE_LIFECYCLE.regenerate.by.grant }
const OVERSEEING: Work = { kinds: ['hrAuthority'], grant: CERTIFICATE_LIFECYCLE.revoke.by.grant }
const PRINTING: Work = { kinds: ['unit', 'hrAuthority'], grant: 'operate' }

export const isAuthority = ({ actingAs }: Pick<PersonActor, 'actingAs'>) => actingAs?.kind === 'hrAuthority'

/** Certificates of units of the authority's region. */
export const ofRegionOf = async (deps: Pick<Deps, 'db'>, { actingAs }: OperatorActor) => ({
  regionCodes: await regionOf(deps, actingAs.organizationId),
})

/**
 * Of the certificates found those that the actor may see: the own ones, those that the unit acted for has issued or
 * whose holders belong to it now, or those of the authority's region. Any other is absent, not forbidden.
 */
async function visibleAmong(deps: Deps, actor: PersonActor, found: readonly Certificate[]): Promise<Certificate[]> {
  const { actingAs } = actor
  const ownId = await traineeIdOf(deps, actor)
  const isOwn = ({ traineeId }: Certificate) => ownId !== null && String(traineeId) === ownId
  if (actingAs?.kind === 'hrAuthority') {
    const region = await regionOf(deps, actingAs.organizationId)
    return found.filter((certificate) => isOwn(certificate) || certificate.regionCodes.includes(region))
  }
  if (actingAs?.kind !== 'unit') return found.filter(isOwn)
  const others = found.filter(({ organizationId }) => String(organizationId) !== actingAs.organizationId)
  const units = await unitsOf(
    deps,
    others.map(({ traineeId }) => traineeId),
  )
  return found.filter(
    (certificate) =>
      isOwn(certificate) ||
      String(certificate.organizationId) === actingAs.organizationId ||
      String(units.get(String(certificate.traineeId))) === actingAs.organizationId,
  )
}

/** All of them in the order asked, or none: a selection holds nothing that is not to be seen. */
export async function findVisibleCertificates(
  deps: Deps,
  actor: PersonActor,
  ids: readonly string[],
): Promise<Certificate[]> {
  const found = await certificateModel(deps.db)
    .find({ _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) })
    .lean<Certificate[]>()
  const visible = new Map((await visibleAmong(deps, actor, found)).map((one) => [String(one._id), one]))
  return ids.map((id) => {
    const certificate = visible.get(id)
    if (!certificate) throw new Problem('not_found')
    return certificate
  })
}

export async function findVisibleCertificate(deps: Deps, actor: PersonActor, id: string): Promise<Certificate> {
  const [certificate] = await findVisibleCertificates(deps, actor, [id])
  if (!certificate) throw new Problem('not_found')
  return certificate
}

export const assertMayMove = (actor: OperatorActor, action: CertificateAction) =>
  assertMayDo(actor, CERTIFICATE_LIFECYCLE[action].by.kind === 'unit' ? ISSUING : OVERSEEING)

/** A person's own, or as an operator whose work it is: a print shows the whole ID number. */
export async function assertMayPrint(deps: Deps, actor: PersonActor, certificates: readonly Certificate[]) {
  const ownId = await traineeIdOf(deps, actor)
  const others = certificates.filter(({ traineeId }) => String(traineeId) !== ownId)
  if (others.length === 0) return
  if (!mayDo(actor, PRINTING)) throw new Problem('not_allowed')
  const restricted = await restrictedAmong(
    deps,
    others.map(({ traineeId }) => traineeId),
  )
  if (restricted.size > 0) throw new Problem('data_restricted')
}

export function certificateAbilities(
  actor: PersonActor,
  certificate: Pick<Certificate, 'state'>,
  { isOwn, isRestricted }: { readonly isOwn: boolean; readonly isRestricted: boolean },
): CertificateView['abilities'] {
  const can = (action: CertificateAction, work: Work) =>
    mayDo(actor, work) && mayMoveCertificate(action, certificate.state)
  return {
    print: certificate.state === 'valid' && (isOwn || (mayDo(actor, PRINTING) && !isRestricted)),
    regenerate: can('regenerate', ISSUING),
    suspend: can('suspend', OVERSEEING),
    resume: can('resume', OVERSEEING),
    revoke: can('revoke', OVERSEEING),
  }
}
