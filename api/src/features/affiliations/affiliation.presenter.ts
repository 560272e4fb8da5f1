import type { AffiliationRequestView, AffiliationView, ProfileView, TraineeView } from '@jijiao/shared/affiliations'
import { checkResidentId, maskPhone, maskResidentId } from '@jijiao/shared/identifiers'
import { mayDo } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Person } from '../accounts'
import type { Affiliation } from './affiliation.model'
import { can, canObject, isInStateFor, TRAINEE_MAINTENANCE } from './affiliation.policy'
import type { Dispute } from './dispute.model'
import { NO_DETAILS, type ProfileDetails, type Trainee } from './trainee.model'
import type { AffiliatedTrainee } from './trainee.queries'

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1_000

/** In full years. */
function ageOn(at: number, birthDate: string): number {
  const today = new Date(at + CHINA_OFFSET_MS).toISOString().slice(0, 10)
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

const iso = (instant: Date | null) => instant?.toISOString() ?? null

/** Who a trainee is, for a list: what could be misused is masked. */
export function presentPerson(deps: Pick<Deps, 'vault'>, trainee: Trainee) {
  return {
    name: trainee.name,
    sex: trainee.sex,
    residentId: maskResidentId(deps.vault.open('residentId', trainee.sealedResidentId)),
    phone: trainee.sealedPhone ? maskPhone(deps.vault.open('phone', trainee.sealedPhone)) : null,
  }
}

export const isComplete = (trainee: Pick<Trainee, 'sealedPhone' | 'education'>) =>
  trainee.sealedPhone !== null && trainee.education !== null

export function presentProfile(deps: Pick<Deps, 'vault'>, trainee: Trainee, hasPending: boolean): ProfileView {
  return {
    id: String(trainee._id),
    ...presentContent(deps, trainee),
    isComplete: isComplete(trainee),
    abilities: { save: true, ask: isComplete(trainee) && !hasPending },
  }
}

/** The whole profile, personal numbers masked. */
export const presentContent = (deps: Pick<Deps, 'vault'>, trainee: Trainee) => ({
  version: trainee.version,
  ...presentPerson(deps, trainee),
  birthDate: trainee.birthDate,
  email: trainee.sealedEmail && deps.vault.open('email', trainee.sealedEmail),
  ...presentDetails(trainee),
})

const presentDetails = (details: ProfileDetails) => ({
  education: details.education,
  ethnicity: details.ethnicity,
  nativePlace: details.nativePlace,
  degree: details.degree,
  school: details.school,
  major: details.major,
  graduatedOn: details.graduatedOn,
  workStartedOn: details.workStartedOn,
  qualification: details.qualification,
  qualifiedOn: details.qualifiedOn,
  profession: details.profession,
  series: details.series,
  regionCode: details.regionCode,
  postalCode: details.postalCode,
  address: details.address,
})

/** What the form starts with: the real-name check and the account's phone. */
export function presentFutureProfile(person: Person, on: Date): ProfileView {
  const checked = checkResidentId(person.residentId, { on })
  if (!checked.ok) throw new Error(`a real-name ID number fails its check: ${checked.problem}`)
  return {
    id: null,
    version: 0,
    name: person.name,
    residentId: maskResidentId(person.residentId),
    sex: checked.sex,
    birthDate: checked.birthDate,
    phone: maskPhone(person.phone),
    email: null,
    ...NO_DETAILS,
    isComplete: false,
    abilities: { save: true, ask: false },
  }
}

export function presentAffiliation(
  affiliation: Affiliation,
  organizationName: string,
  dispute: Pick<Dispute, '_id' | 'state'> | undefined,
): AffiliationView {
  const isActive = isInStateFor('leave', affiliation)
  return {
    id: String(affiliation._id),
    organization: { id: String(affiliation.organizationId), name: organizationName },
    state: affiliation.state,
    origin: affiliation.origin,
    isTransfer: affiliation.isTransfer,
    askedAt: affiliation.askedAt.toISOString(),
    decidedAt: iso(affiliation.decidedAt),
    endedAt: iso(affiliation.endedAt),
    endedBy: affiliation.endedBy,
    reason: affiliation.reason,
    dispute: dispute ? { id: String(dispute._id), state: dispute.state } : null,
    abilities: {
      withdraw: isInStateFor('withdraw', affiliation),
      leave: isActive,
      dispute: isActive && affiliation.origin !== 'asked' && !dispute,
    },
  }
}

export function presentRequest(
  deps: Pick<Deps, 'vault'>,
  actor: OperatorActor,
  { affiliation, trainee }: AffiliatedTrainee,
  at: number,
): AffiliationRequestView {
  const { name, sex, residentId } = presentPerson(deps, trainee)
  return {
    id: String(affiliation._id),
    traineeId: String(trainee._id),
    state: affiliation.state,
    name,
    sex,
    residentId,
    education: trainee.education,
    age: ageOn(at, trainee.birthDate),
    askedAt: affiliation.askedAt.toISOString(),
    decidedAt: iso(affiliation.decidedAt),
    isTransfer: affiliation.isTransfer,
    endedAt: iso(affiliation.endedAt),
    endedBy: affiliation.endedBy,
    reason: affiliation.reason,
    abilities: {
      confirm: can(actor, 'confirm', affiliation),
      refuse: can(actor, 'refuse', affiliation),
      object: canObject(actor, affiliation, at),
    },
  }
}

export function presentTrainee(
  deps: Pick<Deps, 'vault'>,
  actor: OperatorActor,
  { affiliation, trainee }: AffiliatedTrainee,
  organizationName: string,
): TraineeView {
  const maintains = mayDo(actor, TRAINEE_MAINTENANCE) && !trainee.restrictedAt
  return {
    id: String(trainee._id),
    affiliationId: String(affiliation._id),
    organization: { id: String(affiliation.organizationId), name: organizationName },
    ...presentPerson(deps, trainee),
    birthDate: trainee.birthDate,
    education: trainee.education,
    qualification: trainee.qualification,
    workStartedOn: trainee.workStartedOn,
    affiliatedAt: (affiliation.decidedAt ?? affiliation.askedAt).toISOString(),
    abilities: { edit: maintains, end: can(actor, 'end', affiliation), reveal: maintains },
  }
}
