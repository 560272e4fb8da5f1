import type { FieldError } from '@jijiao/shared/http'
import { checkResidentId, RESIDENT_ID_MESSAGES } from '@jijiao/shared/identifiers'
import { normalizeSearchText } from '@jijiao/shared/text'
import { nameKeys } from '@jijiao/shared/text/pinyin'
import type { NewTrainee, TraineeEdit } from '@jijiao/shared/trainees'
import type { ClientSession } from 'mongoose'
import { type Circumstances, recordFacts } from '../../audit'
import { inTransaction, isDuplicateKey } from '../../db/transaction'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { findPersonByResidentId, type Person } from '../accounts'
import {
  type AffiliatedTrainee,
  activeAffiliationOf,
  assertUnrestricted,
  type BindingUnit,
  bindAdded,
  changesBetween,
  changeTrainee,
  claim,
  dayFaults,
  filledIn,
  findByResidentId,
  insertTrainee,
  isRestricted,
  profileFact,
  type Trainee,
  tellOfChange,
} from '../affiliations'

/** A person as a unit or the old system knows her. */
export type AddedPerson = Omit<NewTrainee, 'education'> & { readonly education: string | null }

/**
 * A unit adds a trainee, bound at once. Of one ID number there is one trainee: whom the system knows already is bound
 * as the same person, and what the unit filled in completes the profile but replaces nothing; a restricted profile stays
 * as it is.
 */
export async function addTrainee(
  deps: Deps,
  of: Circumstances,
  unit: BindingUnit,
  input: NewTrainee,
): Promise<AffiliatedTrainee> {
  const add = () => inTransaction(deps.db, (session) => addPerson(deps, of, { unit, input }, session))
  try {
    return await add()
  } catch (error) {
    // Another unit added or bound the same person in between: now that is seen.
    if (isDuplicateKey(error)) return add()
    throw error
  }
}

type Adding = { readonly unit: BindingUnit; readonly input: AddedPerson; readonly origin?: 'legacy' }

/** The same within a transaction. */
export async function addPerson(
  deps: Deps,
  of: Circumstances,
  { unit, input, origin }: Adding,
  session: ClientSession,
): Promise<AffiliatedTrainee> {
  const { identity, errors } = checkedIdentity(deps, input, of.at)
  if (!identity) throw new Problem('invalid_input', { errors })
  const trainee = await settleTrainee(deps, of, { input, identity }, session)
  return { trainee, affiliation: await bindAdded(deps, of, trainee, unit, session, origin) }
}

type Identity = Pick<Trainee, 'sex' | 'birthDate' | 'residentIdIndex'> & { readonly residentId: string }
type Given = { readonly input: AddedPerson; readonly identity: Identity }

const FIELD_OF_PROBLEM = { sexMismatch: 'sex', birthMismatch: 'birthDate' } as const

type Checked =
  | { readonly identity: Identity; readonly errors?: never }
  | { readonly identity: null; readonly errors: readonly FieldError[] }

/** What the ID number says, or what does not agree with it. */
export function checkedIdentity({ vault }: Pick<Deps, 'vault'>, input: AddedPerson, at: Date): Checked {
  const { sex = null, birthDate = null } = input
  const checked = checkResidentId(input.residentId, { on: at, sex, birthDate })
  if (!checked.ok) {
    const { problem } = checked
    const field =
      problem in FIELD_OF_PROBLEM ? FIELD_OF_PROBLEM[problem as keyof typeof FIELD_OF_PROBLEM] : 'residentId'
    return { identity: null, errors: [{ pointer: `#/${field}`, detail: RESIDENT_ID_MESSAGES[problem] }] }
  }
  const errors = dayFaults(input, checked.birthDate, at)
  if (errors.length) return { identity: null, errors }
  const residentIdIndex = vault.blindIndex('residentId', checked.value)
  const { sex: ownSex, birthDate: ownBirthDate } = checked
  return { identity: { residentId: checked.value, residentIdIndex, sex: ownSex, birthDate: ownBirthDate } }
}

/** The person of this ID number: who is known, completed by what was filled in, or a new trainee. */
async function settleTrainee(
  deps: Deps,
  of: Circumstances,
  { input, identity }: Given,
  session: ClientSession,
): Promise<Trainee> {
  const person = await findPersonByResidentId(deps, identity.residentIdIndex, session)
  const known = await findByResidentId(deps, identity.residentIdIndex, session)
  await assertName(deps, input.name, { person, known }, session)
  // Whose account is closed comes back by the real-name check alone: until then what was kept is an archive.
  if (known && !person) assertUnrestricted(known)
  const trainee = known ?? (await create(deps, of, { input, identity }, session))
  const own = person && !trainee.accountId ? await claim(deps, of, trainee, { person }, session) : trainee
  return known && !isRestricted(own) ? complete(deps, of, own, input, session) : own
}

const nameKey = (name: string) => nameKeys(name).full

/**
 * A name that was checked, or that another unit is using, must be known to whoever adds the person; a wrong one is
 * refused in the words of a failed real-name check, so that ID numbers cannot be tried out here. The name that only a
 * former unit gave is replaced, unless it is kept in an archive.
 */
async function assertName(
  deps: Deps,
  given: string,
  { person, known }: { readonly person: Person | null; readonly known: Trainee | null },
  session: ClientSession,
) {
  const isKept = known && (isRestricted(known) || (await activeAffiliationOf(deps, known._id, session)))
  const settled = person?.name ?? (isKept ? known.name : given)
  if (nameKey(settled) !== nameKey(given)) {
    throw new Problem('real_name_mismatch', { errors: [{ pointer: '#/name', detail: '请核对姓名与身份证号' }] })
  }
}

async function create(deps: Deps, of: Circumstances, { input, identity }: Given, session: ClientSession) {
  const { name, residentId: _, sex: __, birthDate: ___, ...profile } = input
  const { residentId, ...known } = identity
  const created = await insertTrainee(
    deps,
    {
      ...known,
      accountId: null,
      name,
      nameKeys: nameKeys(name),
      sealedResidentId: deps.vault.seal('residentId', residentId),
      sealedPhone: null,
      phoneIndex: null,
      ...filledIn(deps, profile),
      createdAt: of.at,
      changedAt: of.at,
    },
    session,
  )
  await recordFacts(deps.db, [profileFact(of, 'ProfileCreated', created)], session)
  return created
}

/** Fills what is empty. */
async function complete(
  deps: Deps,
  of: Circumstances,
  known: Trainee,
  input: AddedPerson,
  session: ClientSession,
): Promise<Trainee> {
  const { name, residentId: _, sex: __, birthDate: ___, ...profile } = input
  const isEmpty = (value: unknown) => value === null || value === undefined || (Array.isArray(value) && !value.length)
  const given = Object.entries(filledIn(deps, profile)).filter(
    ([field, value]) => isEmpty(known[field as keyof Trainee]) && !isEmpty(value),
  )
  const named = !known.accountId && known.name !== name ? { name, nameKeys: nameKeys(name) } : {}
  const content: Partial<Trainee> = { ...Object.fromEntries(given), ...named }
  if (Object.keys(content).length === 0) return known
  const changed = await changeTrainee(deps, of, known, content, session)
  await recordFacts(deps.db, [profileFact(of, 'ProfileChanged', changed)], session)
  return changed
}

/** The unit corrects a profile. Of two who save the same version one is told to look again. */
export async function editTrainee(
  deps: Deps,
  of: Circumstances,
  known: Trainee,
  { version, name, ...profile }: TraineeEdit,
): Promise<Trainee> {
  const errors = [...dayFaults(profile, known.birthDate, of.at)]
  const isRenamed = name !== undefined && normalizeSearchText(name) !== normalizeSearchText(known.name)
  if (isRenamed && known.accountId) {
    errors.push({ pointer: '#/name', detail: '本人已完成实名认证，姓名不能修改' })
  }
  if (errors.length) throw new Problem('invalid_input', { errors })
  if (version !== known.version) throw new Problem('state_conflict')
  const content = { ...filledIn(deps, profile), ...(isRenamed && { name, nameKeys: nameKeys(name) }) }
  return inTransaction(deps.db, async (session) => {
    const changed = await changeTrainee(deps, of, known, content, session)
    await recordFacts(deps.db, [profileFact(of, 'ProfileChanged', changed)], session)
    await tellOfChange({ deps, of, session }, changed, changesBetween(deps, known, changed))
    return changed
  })
}
