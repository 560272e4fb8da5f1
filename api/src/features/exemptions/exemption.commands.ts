import { exemptYearsText } from '@jijiao/shared/exemptions'
import { type ClientSession, Types } from 'mongoose'
import { claimAttachments } from '../../attachments'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { noticeTo, notify } from '../../outbox'
import { markHoursChanged } from '../credit-records'
import { organizationNames } from '../organizations'
import { ruleSetForPerson } from '../rule-sets'
import { exemptionFiles } from './exemption.files'
import { type Exemption, exemptionModel } from './exemption.model'
import type { Exemptible } from './exemption.policy'

type Granted = {
  readonly person: Exemptible
  /** Who grants. */
  readonly organizationId: string
  readonly code: string
  readonly years: number[]
  readonly basis: string
  readonly attachmentIds: readonly string[]
}

export async function grantExemption(deps: Deps, of: Circumstances, given: Granted): Promise<Exemption> {
  const { person, code, years, basis } = given
  const label = await labelIn(deps, given)
  const organizationId = new Types.ObjectId(given.organizationId)
  const names = await organizationNames(deps, [organizationId])
  const exemption: Exemption = {
    _id: new Types.ObjectId(),
    traineeId: person.trainee._id,
    traineeName: person.trainee.name,
    code,
    label,
    years,
    basis,
    organizationId,
    organizationName: names.get(String(organizationId)) ?? '',
    grantedBy: of.actor.accountId === null ? null : new Types.ObjectId(of.actor.accountId),
    grantedAt: of.at,
    seenBy: organizationId.equals(person.organizationId) ? [organizationId] : [organizationId, person.organizationId],
    state: 'granted',
    revokedAt: null,
    reason: null,
    version: 1,
  }
  try {
    await inTransaction(deps.db, async (session) => {
      await exemptionModel(deps.db).create([exemption], { session })
      const claim = { owner: exemptionFiles(exemption), ids: given.attachmentIds }
      await claimAttachments(deps, of, claim, session)
      await settle(deps, of, exemption, { what: 'ExemptionGranted', from: null }, session)
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('exemption_exists')
    throw error
  }
  return exemption
}

/** The reason as the rules call it: each of the years must allow it. */
async function labelIn(deps: Pick<Deps, 'db'>, { person, code, years }: Granted): Promise<string> {
  const { series } = person.trainee
  const labels: string[] = []
  for (const year of years) {
    const ruleSet = await ruleSetForPerson(deps, { regionCode: person.regionCode, year, series })
    const found = ruleSet?.exemptions.find((exemption) => exemption.code === code)
    if (!found) {
      const errors = [{ pointer: '#/code', detail: `${year} 年度的学时要求没有这种减免，请联系人社主管部门` }]
      throw new Problem('invalid_input', { errors })
    }
    labels.push(found.label)
  }
  return labels[0] ?? code
}

type Revoked = { readonly version: number; readonly reason: string }

export function revokeExemption(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  { _id }: Exemption,
  { version, reason }: Revoked,
): Promise<Exemption> {
  return inTransaction(deps.db, async (session) => {
    const revoked = await exemptionModel(deps.db)
      .findOneAndUpdate(
        { _id, version, state: 'granted' },
        { $set: { state: 'revoked', revokedAt: of.at, reason }, $inc: { version: 1 } },
        { returnDocument: 'after', session },
      )
      .lean<Exemption | null>()
    if (!revoked) throw new Problem('state_conflict')
    await settle(deps, of, revoked, { what: 'ExemptionRevoked', from: 'granted' }, session)
    return revoked
  })
}

const MESSAGES = { ExemptionGranted: 'exemptionGranted', ExemptionRevoked: 'exemptionRevoked' } as const

/** What a year asks for has changed: it is counted anew, its certificate is out of date, and the person is told. */
async function settle(
  deps: Pick<Deps, 'db'>,
  of: Circumstances,
  exemption: Exemption,
  { what, from }: { readonly what: keyof typeof MESSAGES } & Pick<Fact, 'from'>,
  session: ClientSession,
) {
  const { _id, traineeId, organizationId, organizationName, label, years, state, reason } = exemption
  const changed = years.map((year) => ({ traineeId, year }))
  await markHoursChanged(deps, changed, session)
  const done = fact(of, {
    what,
    subject: { kind: 'exemption', id: String(_id) },
    organizationId: String(organizationId),
    from,
    to: state,
    reason,
    details: { traineeId: String(traineeId), code: exemption.code, years: years.join() },
  })
  await recordFacts(deps.db, [done], session)
  const data = { unit: organizationName, label, years: exemptYearsText(years), reason }
  await notify(deps, of, [noticeTo({ traineeId: String(traineeId) }, { kind: MESSAGES[what], data })], session)
}
