import {
  CERTIFICATE_LIFECYCLE,
  type CertificateAction,
  type CertificateState,
  formatCertificateNumber,
  type RecountOutcome,
  type SupersessionCause,
} from '@jijiao/shared/certificates'
import { type ClientSession, Types, trusted } from 'mongoose'
import { type Circumstances, type Fact, recordFacts } from '../../audit'
import { inTransaction } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Notice, notify } from '../../outbox'
import { certificateFact, noticeTo } from './certificate.facts'
import { type Certificate, certificateModel } from './certificate.model'
import { countYear, type Issuing, insertCertificate, requireTrainee, whileNumbersAreFree } from './issue.commands'
import type { YearCount } from './year-count'

type Versioned = { readonly version: number; readonly reason: string }
type Subject = Pick<Certificate, '_id' | 'traineeId' | 'year'>

/** Issues anew from what is recognised now; the old one, which stays findable, says which took its place. */
export async function regenerateCertificate(
  deps: Deps,
  of: Circumstances,
  { _id, traineeId, year }: Subject,
  { organizationId, version, reason }: Versioned & { readonly organizationId: string },
): Promise<Certificate> {
  return whileNumbersAreFree(deps, of, organizationId, async (issuing, session) => {
    const old = await findInState(deps, _id, 'regenerate', version, session)
    const trainee = await requireTrainee(deps, { traineeId: String(traineeId), organizationId }, session)
    const count = await countYear(deps, issuing, trainee, year, session)
    const id = new Types.ObjectId()
    await supersede(deps, of, old, { by: id, cause: 'regenerated', reason }, session)
    return insertCertificate(deps, of, issuing, { trainee, count, year, supersedes: _id, id }, session)
  })
}

export type Recount = {
  readonly traineeId: string
  readonly outcome: RecountOutcome
  readonly before: Certificate | null
  readonly after: YearCount
  /** What holds now. */
  readonly certificate: Certificate | null
}

const RECOUNTED = '重新统计学时后内容有变'
const NOT_PASSED = '重新统计学时后本年度未达到要求'

type Recounting = { readonly traineeId: string; readonly organizationId: string; readonly year: number }

/**
 * Counts a year again. A certificate that says something else gives way to a right one, or to none. Where the records are
 * those it was issued for it stands, whatever the rules, the name or the unit are today: see decision 0028.
 */
export async function recountCertificate(
  deps: Deps,
  of: Circumstances,
  { traineeId, organizationId, year }: Recounting,
  /** Keeps what came of it, in the same transaction. */
  keep?: (recount: Recount, session: ClientSession) => Promise<void>,
): Promise<Recount> {
  return whileNumbersAreFree(deps, of, organizationId, async (issuing, session) => {
    const recounted = await recountWithin(deps, of, issuing, { traineeId, organizationId, year }, session)
    await keep?.(recounted, session)
    return recounted
  })
}

async function recountWithin(
  deps: Deps,
  of: Circumstances,
  issuing: Issuing,
  { traineeId, organizationId, year }: Recounting,
  session: ClientSession,
): Promise<Recount> {
  const trainee = await requireTrainee(deps, { traineeId, organizationId }, session)
  const after = await countYear(deps, issuing, trainee, year, session)
  const before = await certificateModel(deps.db)
    .findOne({ traineeId: trainee._id, year, isCurrent: true }, null, { session })
    .lean<Certificate | null>()
  const done = (outcome: RecountOutcome, certificate: Certificate | null): Recount => ({
    traineeId,
    outcome,
    before,
    after,
    certificate,
  })
  if (!before) return done('notIssued', null)
  if (before.state !== 'valid') throw new Problem('certificate_not_valid')
  if (before.hoursVersion === after.hoursVersion) return done('unchanged', before)
  if (after.verdict !== 'passed') {
    const change = { state: 'revoked', isCurrent: false, reason: NOT_PASSED } as const
    await move(deps, of, before, { what: 'CertificateRevoked', change }, session)
    return done('revoked', null)
  }
  if (saysTheSame(before, after)) {
    // The courses are not printed; a corrected name of one makes no other certificate.
    const change = { hoursVersion: after.hoursVersion, courses: after.courses }
    return done('unchanged', await move(deps, of, before, { what: 'CertificateRecounted', change }, session))
  }
  const id = new Types.ObjectId()
  await supersede(deps, of, before, { by: id, cause: 'recounted', reason: RECOUNTED }, session)
  const issued = { trainee, count: after, year, supersedes: before._id, id }
  return done('superseded', await insertCertificate(deps, of, issuing, issued, session))
}

const saysTheSame = (certificate: Certificate, count: YearCount) =>
  certificate.totalTenths === count.totalTenths &&
  count.sums.every(({ category, courseCount, creditHourTenths }) =>
    certificate.sums.some(
      (sum) =>
        sum.category === category && sum.courseCount === courseCount && sum.creditHourTenths === creditHourTenths,
    ),
  )

const DECISIONS = {
  suspend: { what: 'CertificateSuspended', to: 'suspended', isCurrent: true },
  resume: { what: 'CertificateResumed', to: 'valid', isCurrent: true },
  revoke: { what: 'CertificateRevoked', to: 'revoked', isCurrent: false },
} as const satisfies Partial<
  Record<CertificateAction, { what: Fact['what']; to: CertificateState; isCurrent: boolean }>
>

/** The authority's suspending, resuming and revoking. */
export async function decideCertificate(
  deps: Deps,
  of: Circumstances,
  { _id }: Pick<Certificate, '_id'>,
  { action, version, reason }: Versioned & { readonly action: keyof typeof DECISIONS },
): Promise<Certificate> {
  const { what, to, isCurrent } = DECISIONS[action]
  return inTransaction(deps.db, async (session) => {
    const certificate = await findInState(deps, _id, action, version, session)
    return move(deps, of, certificate, { what, change: { state: to, isCurrent, reason } }, session)
  })
}

async function findInState(
  deps: Deps,
  _id: Types.ObjectId,
  action: CertificateAction,
  version: number,
  session: ClientSession,
): Promise<Certificate> {
  const state = trusted({ $in: [...CERTIFICATE_LIFECYCLE[action].from] })
  const found = await certificateModel(deps.db).findOne({ _id, state }, null, { session }).lean<Certificate | null>()
  if (!found) throw new Problem('certificate_not_valid')
  if (found.version !== version) throw new Problem('state_conflict')
  return found
}

type Supersession = {
  readonly by: Types.ObjectId
  readonly cause: SupersessionCause
  readonly reason: string
}

const supersede = (
  deps: Deps,
  of: Circumstances,
  old: Certificate,
  { by, cause, reason }: Supersession,
  session: ClientSession,
) => {
  const change = {
    state: 'superseded',
    isCurrent: false,
    supersededById: by,
    supersessionCause: cause,
    reason,
  } as const
  return move(deps, of, old, { what: 'CertificateSuperseded', change }, session)
}

type Moving = { readonly what: Fact['what']; readonly change: Partial<Certificate> }

/** The one conditional update of every move: on the state and version that were read. */
async function move(
  deps: Deps,
  of: Circumstances,
  certificate: Certificate,
  { what, change }: Moving,
  session: ClientSession,
): Promise<Certificate> {
  const { _id, state, version } = certificate
  const moved = await certificateModel(deps.db)
    .findOneAndUpdate(
      { _id, state, version },
      { $set: { ...change, changedAt: of.at }, $inc: { version: 1 } },
      { returnDocument: 'after', session },
    )
    .lean<Certificate | null>()
  if (!moved) throw new Problem('state_conflict')
  const step = certificateFact(of, what, certificate, { from: state, to: moved.state, reason: change.reason ?? null })
  await recordFacts(deps.db, [step], session)
  await notify(deps, of, noticesOf(what, moved), session)
  return moved
}

/** What its holder has to know: that a certificate in the hand no longer holds, or holds again. */
function noticesOf(what: Fact['what'], certificate: Certificate): Notice[] {
  const { year, reason } = certificate
  const to = noticeTo(certificate)
  const named = { year, number: formatCertificateNumber(certificate.number) }
  switch (what) {
    case 'CertificateSuperseded':
      return [{ ...to, kind: 'certificateSuperseded', data: named }]
    case 'CertificateSuspended':
      return [{ ...to, kind: 'certificateSuspended', data: { ...named, reason } }]
    case 'CertificateResumed':
      return [{ ...to, kind: 'certificateResumed', data: named }]
    case 'CertificateRevoked':
      return [{ ...to, kind: 'certificateRevoked', data: { ...named, reason } }]
    default:
      return []
  }
}
