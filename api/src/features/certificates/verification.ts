import {
  type CertificatePayload,
  type PrintedFields,
  readCertificateNumber,
  readVerificationText,
  type SignatureFinding,
  type Verification,
} from '@jijiao/shared/certificates'
import { COURSE_CATEGORIES } from '@jijiao/shared/classes'
import { maskName } from '@jijiao/shared/identifiers'
import { attemptKey, createAttempts } from '../../auth/attempts'
import type { Deps } from '../../deps'
import { Problem, tooManyRequests } from '../../http/problem'
import { findLegacyCertificate } from '../legacy'
import { publicKey } from './certificate.keys'
import { type Certificate, certificateModel } from './certificate.model'
import { presentPrinted } from './certificate.presenter'
import { nameDigest, readSigned } from './signing'

const UNKNOWN: Verification = {
  state: 'unknown',
  since: null,
  supersededBy: null,
  certificate: null,
  signature: 'none',
  signed: null,
  nameMatches: null,
}

/** Names written with another dot or a space are the same. */
const sameName = (one: string, other: string) => plainName(one) === plainName(other)
const plainName = (name: string) => name.normalize('NFKC').replace(/[\s·•・･‧．.]/g, '')

type Asked = { readonly signed?: string | null | undefined; readonly name?: string | undefined }

/** What the code, or its id alone, stands for. */
export async function verifyCertificate(
  deps: Deps,
  verificationId: string | null,
  { signed, name }: Asked = {},
): Promise<Verification> {
  const content = signed ? await checkSigned(deps, signed) : null
  // A code whose address and content speak of two certificates was put together by hand.
  const isMixed = verificationId !== null && content?.payload && content.payload.verificationId !== verificationId
  const signature = isMixed ? 'bad' : (content?.finding ?? 'none')
  const id = verificationId ?? content?.payload?.verificationId
  const found = id ? await findBy(deps, { verificationId: id }) : null
  if (found) {
    return { ...(await tell(deps, found)), signature, nameMatches: name ? sameName(name, found.name) : null }
  }
  if (signature !== 'good' || !content?.payload) return { ...UNKNOWN, signature }
  const { payload } = content
  const nameMatches = name ? nameDigest(payload.verificationId, name) === payload.nameDigest : null
  return { ...UNKNOWN, signature, signed: printedOf(payload), nameMatches }
}

export const verifyText = (deps: Deps, { text, name }: { text: string; name?: string | undefined }) => {
  const { verificationId, signed } = readVerificationText(text)
  return verifyCertificate(deps, verificationId, { signed, name })
}

const PER_NUMBER = { limit: 10, windowMs: 60 * 60_000 }
const PER_ADDRESS = { limit: 120, windowMs: 10 * 60_000 }

/** By number and name: whoever has only one of them learns nothing, and cannot try names for long. */
export async function verifyByNumber(
  deps: Deps,
  { number, name, address }: { number: string; name: string; address: string },
): Promise<Verification> {
  const own = readCertificateNumber(number)
  const attempts = createAttempts(deps)
  const keys = {
    number: attemptKey('verify-number', own ?? number.trim()),
    address: attemptKey('verify-address', address),
  }
  for (const [key, limit] of [
    [keys.address, PER_ADDRESS],
    [keys.number, PER_NUMBER],
  ] as const) {
    const attempt = await attempts.take(key, limit)
    if (!attempt.isAllowed) throw tooManyRequests(attempt.retryAfterSeconds)
  }
  const found = own ? await findOwn(deps, own, name) : await findLegacy(deps, number, name)
  if (found) await attempts.giveBack(keys.number)
  else if (!own) throw new Problem('invalid_input', { errors: [{ pointer: '#/number', detail: NUMBER_WRONG }] })
  return found ?? UNKNOWN
}

/** Said of every number that is not ours, whatever the old system may have under it. */
const NUMBER_WRONG = '没有找到编号和姓名都相符的证书，请对照证书重新输入'

async function findOwn(deps: Deps, number: string, name: string): Promise<Verification | null> {
  const found = await findBy(deps, { number })
  return found && sameName(name, found.name) ? { ...(await tell(deps, found)), nameMatches: true } : null
}

/** What the old system issued; it says no more of it than its rows held. */
async function findLegacy(deps: Deps, number: string, name: string): Promise<Verification | null> {
  const found = await findLegacyCertificate(deps, number)
  if (!found || !sameName(name, found.name)) return null
  const tenths = { public: found.publicTenths, professional: found.professionalTenths, elective: found.electiveTenths }
  const certificate: PrintedFields = {
    number: found.number,
    name: maskName(found.name),
    sex: null,
    residentId: found.residentId,
    unitName: found.unitName,
    year: found.year,
    series: found.series ? [found.series] : [],
    sums: COURSE_CATEGORIES.map((category) => ({ category, courseCount: null, creditHourTenths: tenths[category] })),
    totalTenths: found.totalTenths,
    verdict: found.result,
    issuedOn: found.issuedOn,
    issuingBody: null,
  }
  return { ...UNKNOWN, state: 'legacy', certificate, nameMatches: true }
}

const findBy = (deps: Pick<Deps, 'db'>, key: { verificationId: string } | { number: string }) =>
  certificateModel(deps.db).findOne(key).lean<Certificate | null>().exec()

async function tell(deps: Deps, certificate: Certificate): Promise<Verification> {
  const { state, changedAt, supersededById } = certificate
  const successor = supersededById
    ? await certificateModel(deps.db).findById(supersededById, { number: 1 }).lean<{ number: string } | null>()
    : null
  return {
    ...UNKNOWN,
    state,
    since: state === 'valid' ? null : changedAt.toISOString(),
    supersededBy: successor?.number ?? null,
    certificate: presentPrinted(deps, certificate),
  }
}

async function checkSigned(
  deps: Pick<Deps, 'db'>,
  digits: string,
): Promise<{ finding: SignatureFinding; payload: CertificatePayload | null }> {
  const content = readSigned(digits)
  if (!content) return { finding: 'bad', payload: null }
  const key = await publicKey(deps, content.keyId)
  if (!key) return { finding: 'unknownKey', payload: null }
  return content.isSignedBy(key) ? { finding: 'good', payload: content.payload } : { finding: 'bad', payload: null }
}

const printedOf = (payload: CertificatePayload): PrintedFields => ({
  number: payload.number,
  name: payload.maskedName,
  sex: payload.sex,
  residentId: payload.maskedResidentId,
  unitName: payload.unitName,
  year: payload.year,
  series: [...payload.series],
  sums: [...payload.sums],
  totalTenths: payload.totalTenths,
  verdict: 'passed',
  issuedOn: payload.issuedOn,
  issuingBody: payload.issuingBody,
})
