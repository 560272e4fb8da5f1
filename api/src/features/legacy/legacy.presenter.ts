import { maskResidentId } from '@jijiao/shared/identifiers'
import type { LegacyCertificateView, LegacyClaimView, LegacyPersonView, LegacyRecordView } from '@jijiao/shared/legacy'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { LegacyCertificate, LegacyClaim, LegacyPerson, LegacyRecord } from './legacy.model'
import { mayDecide } from './legacy.policy'

type Sealed = Pick<LegacyPerson, '_id' | 'name' | 'sealedResidentId' | 'unitName'>

const wholeId = ({ vault }: Pick<Deps, 'vault'>, { sealedResidentId }: Sealed) =>
  vault.open('residentId', sealedResidentId)

const presentNamed = (deps: Pick<Deps, 'vault'>, person: Sealed) => ({
  id: String(person._id),
  name: person.name,
  residentId: maskResidentId(wholeId(deps, person)),
  unitName: person.unitName,
})

export const presentPerson = (deps: Pick<Deps, 'vault'>, person: LegacyPerson): LegacyPersonView => ({
  ...presentNamed(deps, person),
  takeover: person.takeover ?? null,
  traineeId: person.takeover === 'bound' && person.traineeId ? String(person.traineeId) : null,
})

export const presentRecord = (deps: Pick<Deps, 'vault'>, record: LegacyRecord): LegacyRecordView => ({
  ...presentNamed(deps, record),
  year: record.year,
  category: record.category,
  courseName: record.courseName,
  certifiedTenths: record.certifiedTenths,
  provider: record.provider,
  startsOn: record.startsOn,
  endsOn: record.endsOn,
})

export const presentCertificate = (
  deps: Pick<Deps, 'vault'>,
  certificate: LegacyCertificate,
): LegacyCertificateView => ({
  ...presentNamed(deps, certificate),
  year: certificate.year,
  number: certificate.number,
  series: certificate.series,
  publicTenths: certificate.publicTenths,
  professionalTenths: certificate.professionalTenths,
  electiveTenths: certificate.electiveTenths,
  totalTenths: certificate.publicTenths + certificate.professionalTenths + certificate.electiveTenths,
  result: certificate.result,
  issuedOn: certificate.issuedOn,
})

/** What is printed has the whole ID number. */
export const presentPrint = (
  deps: Pick<Deps, 'vault'>,
  certificate: LegacyCertificate,
  records: readonly LegacyRecord[],
) => ({
  ...presentCertificate(deps, certificate),
  residentId: wholeId(deps, certificate),
  records: records.map((record) => presentRecord(deps, record)),
})

export const presentClaim = (actor: OperatorActor, claim: LegacyClaim): LegacyClaimView => ({
  id: String(claim._id),
  unit: { id: String(claim.unitId), name: claim.unitName },
  claimant: { id: String(claim.claimantId), name: claim.claimantName },
  holder: { id: String(claim.holderId), name: claim.holderName },
  state: claim.state,
  askedAt: claim.askedAt.toISOString(),
  decidedAt: claim.decidedAt?.toISOString() ?? null,
  opinion: claim.opinion,
  abilities: { decide: mayDecide(actor, claim) },
})
