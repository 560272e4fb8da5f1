import { randomInt } from 'node:crypto'
import { certificateNumber, formatCertificateNumber, SERIAL_DIGITS } from '@jijiao/shared/certificates'
import { dayInChina } from '@jijiao/shared/credit-records'
import { maskName, maskResidentId } from '@jijiao/shared/identifiers'
import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { type ClientSession, Types } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { notify } from '../../outbox'
import { confirmedTrainees, type Trainee } from '../affiliations'
import { certificateFact, noticeTo } from './certificate.facts'
import { publishKey } from './certificate.keys'
import { type Certificate, certificateModel } from './certificate.model'
import { type Issuer, issuerOf } from './issuer'
import { missingCharacters } from './render/glyphs'
import { type CertificateSigner, nameDigest, newVerificationId } from './signing'
import { countYears, type YearCount } from './year-count'

/** A number is ten random digits: that one is taken already happens once in a long while, and the next one is not. */
const NUMBERS_TO_TRY = 5

/** What an attempt to issue brings along; a number that turns out to be taken costs one more attempt. */
export type Issuing = { readonly issuer: Issuer; readonly signer: CertificateSigner }

/** Runs work that issues, again with other numbers where a number or an id is taken. */
export async function whileNumbersAreFree<T>(
  deps: Deps,
  of: Circumstances,
  organizationId: string,
  work: (issuing: Issuing, session: ClientSession) => Promise<T>,
): Promise<T> {
  const issuing = { issuer: await issuerOf(deps, organizationId), signer: await publishKey(deps, of.at) }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(deps.db, (session) => work(issuing, session))
    } catch (error) {
      if (isDuplicateKey(error, 'traineeId')) throw new Problem('certificate_exists')
      const isTaken = isDuplicateKey(error, 'number') || isDuplicateKey(error, 'verificationId')
      if (!isTaken || attempt === NUMBERS_TO_TRY) throw error
    }
  }
}

type Given = { readonly traineeId: string; readonly organizationId: string; readonly year: number }

/** Issues the certificate of a year that was passed. */
export async function issueCertificate(deps: Deps, of: Circumstances, given: Given): Promise<Certificate> {
  return whileNumbersAreFree(deps, of, given.organizationId, async (issuing, session) => {
    const trainee = await requireTrainee(deps, given, session)
    const count = await countYear(deps, issuing, trainee, given.year, session)
    return insertCertificate(deps, of, issuing, { trainee, count, year: given.year, supersedes: null }, session)
  })
}

export async function requireTrainee(
  deps: Deps,
  { traineeId, organizationId }: Pick<Given, 'traineeId' | 'organizationId'>,
  session: ClientSession,
): Promise<Trainee> {
  const trainees = await confirmedTrainees(deps, new Types.ObjectId(organizationId), [traineeId], session)
  const trainee = trainees.get(traineeId)
  if (!trainee) throw new Problem('trainee_not_confirmed')
  return trainee
}

export async function countYear(
  deps: Deps,
  { issuer }: Issuing,
  trainee: Trainee,
  year: number,
  session: ClientSession,
): Promise<YearCount> {
  const where = { year, regionCode: issuer.regionCode }
  const count = (await countYears(deps, [trainee], where, session)).get(String(trainee._id))
  if (!count) throw new Error(`trainee ${trainee._id} was not counted`)
  return count
}

type Issued = {
  readonly trainee: Trainee
  readonly count: YearCount
  readonly year: number
  readonly supersedes: Types.ObjectId | null
  readonly id?: Types.ObjectId
}

/** Freezes what is printed, signs it and writes it. Only a passed year gets here. */
export async function insertCertificate(
  deps: Deps,
  of: Circumstances,
  { issuer, signer }: Issuing,
  { trainee, count, year, supersedes, id = new Types.ObjectId() }: Issued,
  session: ClientSession,
): Promise<Certificate> {
  if (count.verdict !== 'passed' || count.ruleSet === null) throw new Problem('year_not_passed')
  assertPrintable({ 姓名: trainee.name, 单位名称: issuer.unitName, 发证机关名称: issuer.issuingBody })
  const serial = String(randomInt(10 ** SERIAL_DIGITS)).padStart(SERIAL_DIGITS, '0')
  const number = certificateNumber({ year, regionCode: issuer.regionCode, serial })
  const verificationId = newVerificationId()
  const residentId = deps.vault.open('residentId', trainee.sealedResidentId)
  const { name, nameKeys, residentIdIndex, sex, series } = trainee
  const { sums, totalTenths, courses, ruleSet, hoursVersion } = count
  const { unitName, issuingBody } = issuer
  const issuedOn = dayInChina(of.at)
  const certificate: Certificate = {
    _id: id,
    number,
    verificationId,
    traineeId: trainee._id,
    organizationId: issuer.organizationId,
    regionCodes: [...enclosingRegionCodes(issuer.regionCode)],
    year,
    state: 'valid',
    isCurrent: true,
    name,
    nameKeys,
    sealedResidentId: deps.vault.seal('residentId', residentId),
    residentIdIndex,
    sex,
    unitName,
    series,
    sums,
    totalTenths,
    courses,
    ruleSet,
    hoursVersion,
    issuingBody,
    issuedOn,
    issuedAt: of.at,
    signed: signer.sign({
      number,
      verificationId,
      maskedName: maskName(name),
      nameDigest: nameDigest(verificationId, name),
      sex,
      maskedResidentId: maskResidentId(residentId),
      unitName,
      year,
      series,
      sums,
      totalTenths,
      issuedOn,
      issuingBody,
    }),
    supersedesId: supersedes,
    supersededById: null,
    supersessionCause: null,
    reason: null,
    version: 1,
    changedAt: of.at,
  }
  await certificateModel(deps.db).create([certificate], { session })
  await recordFacts(
    deps.db,
    [certificateFact(of, 'CertificateIssued', certificate, { from: null, to: 'valid' })],
    session,
  )
  const data = { year, number: formatCertificateNumber(number) }
  await notify(deps, of, [{ ...noticeTo(certificate), kind: 'certificateIssued', data }], session)
  return certificate
}

/** An empty box in a name makes a certificate worthless: better not to issue it, and to say why. */
function assertPrintable(texts: Readonly<Record<string, string>>) {
  for (const [label, text] of Object.entries(texts)) {
    const missing = missingCharacters(text)
    if (missing.length === 0) continue
    const characters = missing.map((character) => `“${character}”（${codeOf(character)}）`).join('、')
    throw new Problem('character_unprintable', {
      detail: `${label}中的${characters}无法打印，请联系系统管理员补充字库`,
    })
  }
}

const codeOf = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
