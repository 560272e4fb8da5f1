import type { ProfileInput } from '@jijiao/shared/affiliations'
import { checkResidentId } from '@jijiao/shared/identifiers'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { type ClientSession, Types } from 'mongoose'
import { type Circumstances, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { linkTrainee, type Person } from '../accounts'
import { affiliationModel } from './affiliation.model'
import { type Trainee, traineeModel } from './trainee.model'

/**
 * Saves a person's profile and links it with the account. Where a unit had added this ID number before, the same
 * trainee is taken over and keeps its affiliations. Of two who save the same version one is told to look again.
 */
export async function saveProfile(
  deps: Deps,
  of: Circumstances,
  person: Person,
  profile: ProfileInput,
): Promise<Trainee> {
  const residentIdIndex = deps.vault.blindIndex('residentId', person.residentId)
  try {
    return await inTransaction(deps.db, async (session) => {
      const known = await traineeModel(deps.db).findOne({ residentIdIndex }, null, { session }).lean<Trainee | null>()
      if (known?.accountId && String(known.accountId) !== person.accountId) throw new Problem('state_conflict')
      if ((known?.accountId ? known.version : 0) !== profile.version) throw new Problem('state_conflict')
      const content = contentOf(deps, of, person, profile, known)
      const saved = known
        ? await change(deps, known, content, session)
        : await create(deps, { ...content, residentIdIndex, createdAt: of.at }, session)
      const isLinked = known?.accountId || (await linkTrainee(deps, person.accountId, String(saved._id), session))
      if (!isLinked) throw new Problem('state_conflict')
      const saving = fact(of, {
        what: known ? 'ProfileChanged' : 'ProfileCreated',
        subject: { kind: 'trainee', id: String(saved._id) },
        organizationId: null,
        details: { accountId: person.accountId, isTakenOver: known !== null && known.accountId === null },
      })
      await recordFacts(deps.db, [saving], session)
      return saved
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('state_conflict')
    throw error
  }
}

type Content = Omit<Trainee, '_id' | 'residentIdIndex' | 'version' | 'createdAt'>

function contentOf(
  deps: Pick<Deps, 'vault'>,
  of: Circumstances,
  person: Person,
  profile: ProfileInput,
  known: Trainee | null,
): Content {
  const { version: _, phone: given, email, ...details } = profile
  const checked = checkResidentId(person.residentId, { on: of.at })
  if (!checked.ok) throw new Error(`a real-name ID number fails its check: ${checked.problem}`)
  assertDays(profile, checked.birthDate, of.at)
  const kept = known?.sealedPhone ? deps.vault.open('phone', known.sealedPhone) : person.phone
  const phone = given ?? kept
  return {
    ...details,
    accountId: new Types.ObjectId(person.accountId),
    name: person.name,
    nameKeys: nameKeys(person.name),
    sealedResidentId: known?.sealedResidentId ?? deps.vault.seal('residentId', person.residentId),
    sex: checked.sex,
    birthDate: checked.birthDate,
    sealedPhone: deps.vault.seal('phone', phone),
    phoneIndex: deps.vault.blindIndex('phone', phone),
    sealedEmail: email && deps.vault.seal('email', email),
    changedAt: of.at,
  }
}

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1_000

/** What happened to a person lies between birth and today. */
function assertDays(profile: ProfileInput, birthDate: string, at: Date) {
  const today = new Date(at.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10)
  const errors = (['graduatedOn', 'workStartedOn', 'qualifiedOn'] as const).flatMap((field) => {
    const day = profile[field]
    if (!day || (day > birthDate && day <= today)) return []
    return [{ pointer: `#/${field}`, detail: day > today ? '日期不能晚于今天' : '日期不能早于出生日期' }]
  })
  if (errors.length) throw new Problem('invalid_input', { errors })
}

async function create(deps: Deps, content: Omit<Trainee, '_id' | 'version'>, session: ClientSession): Promise<Trainee> {
  const trainee: Trainee = { _id: new Types.ObjectId(), ...content, version: 1 }
  await traineeModel(deps.db).create([trainee], { session })
  return trainee
}

async function change(deps: Deps, known: Trainee, content: Content, session: ClientSession): Promise<Trainee> {
  const changed = await traineeModel(deps.db)
    .findOneAndUpdate(
      { _id: known._id, version: known.version, accountId: known.accountId },
      { $set: content, $inc: { version: 1 } },
      { returnDocument: 'after', session },
    )
    .lean<Trainee | null>()
  if (!changed) throw new Problem('state_conflict')
  if (changed.name !== known.name) {
    const nameOf = { $set: { nameKeys: changed.nameKeys } }
    await affiliationModel(deps.db).updateMany({ traineeId: changed._id }, nameOf, { session })
  }
  return changed
}
