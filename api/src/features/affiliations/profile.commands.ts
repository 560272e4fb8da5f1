import type { ProfileInput } from '@jijiao/shared/affiliations'
import { checkResidentId } from '@jijiao/shared/identifiers'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import { type ClientSession, Types } from 'mongoose'
import { type Circumstances, type Fact, fact, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { linkTrainee, type Person } from '../accounts'
import { assertDays, filledIn } from './profile.content'
import { changeTrainee, insertTrainee } from './profile.store'
import { type Trainee, traineeModel } from './trainee.model'

/** Saves a person's own profile. Of two who save the same version one is told to look again. */
export async function saveProfile(
  deps: Deps,
  of: Circumstances,
  person: Person,
  { version, ...profile }: ProfileInput,
): Promise<Trainee> {
  const identity = identityOf(deps, of, person)
  assertDays(profile, identity.birthDate, of.at)
  try {
    return await inTransaction(deps.db, async (session) => {
      const known = await findByResidentId(deps, identity.residentIdIndex, session)
      if ((known?.version ?? 0) !== version) throw new Problem('state_conflict')
      if (known) {
        // Whom only a unit knows is claimed first, so that what the unit filled in is seen before it is replaced.
        if (!known.accountId?.equals(person.accountId)) throw new Problem('state_conflict')
        const changed = await changeTrainee(deps, of, known, filledIn(deps, profile), session)
        await recordFacts(deps.db, [profileFact(of, 'ProfileChanged', changed)], session)
        return changed
      }
      const created = await insertTrainee(
        deps,
        {
          ...identity,
          ...filledIn(deps, profile),
          ...sealedPhoneOf(deps, profile.phone ?? person.phone),
          sealedResidentId: deps.vault.seal('residentId', person.residentId),
          createdAt: of.at,
          changedAt: of.at,
        },
        session,
      )
      await link(deps, created, session)
      await recordFacts(deps.db, [profileFact(of, 'ProfileCreated', created)], session)
      return created
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new Problem('state_conflict')
    throw error
  }
}

/**
 * Whom a unit had added is, by the ID number, the person who passed the real-name check with it: the same trainee, with
 * the bindings, under the name that was checked. `null` when no unit knows this number.
 */
export async function claimTrainee(deps: Deps, of: Circumstances, person: Person): Promise<Trainee | null> {
  const residentIdIndex = deps.vault.blindIndex('residentId', person.residentId)
  if (!(await traineeModel(deps.db).exists({ residentIdIndex, accountId: null }))) return null
  return inTransaction(deps.db, async (session) => {
    const known = await findByResidentId(deps, residentIdIndex, session)
    if (!known) return null
    if (known.accountId) return known
    const phone = known.sealedPhone ? {} : sealedPhoneOf(deps, person.phone)
    return claim(deps, of, known, { person, ...phone }, session)
  })
}

/** The same within a transaction; `more` is what else the profile takes over from the person. */
export async function claim(
  deps: Deps,
  of: Circumstances,
  known: Trainee,
  { person, ...more }: { readonly person: Person } & Partial<Trainee>,
  session: ClientSession,
): Promise<Trainee> {
  // Who comes back after closing an account takes up what was kept.
  const content = { ...identityOf(deps, of, person), restrictedAt: null, ...more }
  const claimed = await changeTrainee(deps, bySystem(of), known, content, session)
  await link(deps, claimed, session)
  await recordFacts(deps.db, [profileFact(of, 'ProfileClaimed', claimed)], session)
  return claimed
}

/** Neither the unit nor the person changes the name to the one that was checked. */
const bySystem = (of: Circumstances) => ({ ...of, actor: { accountId: null, organizationId: null } })

export const findByResidentId = (deps: Pick<Deps, 'db'>, residentIdIndex: string, session: ClientSession) =>
  traineeModel(deps.db).findOne({ residentIdIndex }, null, { session }).lean<Trainee | null>().exec()

export const sealedPhoneOf = ({ vault }: Pick<Deps, 'vault'>, phone: string) => ({
  sealedPhone: vault.seal('phone', phone),
  phoneIndex: vault.blindIndex('phone', phone),
})

/** What the real-name check knows. */
function identityOf({ vault }: Pick<Deps, 'vault'>, of: Circumstances, { accountId, name, residentId }: Person) {
  const checked = checkResidentId(residentId, { on: of.at })
  if (!checked.ok) throw new Error(`a real-name ID number fails its check: ${checked.problem}`)
  return {
    accountId: new Types.ObjectId(accountId),
    name,
    nameKeys: nameKeys(name),
    residentIdIndex: vault.blindIndex('residentId', residentId),
    sex: checked.sex,
    birthDate: checked.birthDate,
  }
}

async function link(deps: Deps, { _id, accountId }: Trainee, session: ClientSession) {
  const isLinked = await linkTrainee(deps, String(accountId), String(_id), session)
  if (!isLinked) throw new Problem('state_conflict')
}

export const profileFact = (of: Circumstances, what: Fact['what'], trainee: Trainee) =>
  fact(of, {
    what,
    subject: { kind: 'trainee', id: String(trainee._id) },
    details: { accountId: trainee.accountId && String(trainee.accountId), version: trainee.version },
  })
