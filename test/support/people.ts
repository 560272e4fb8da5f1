import { createAccount, issueTokens, startSession, verifyRealName } from '@jijiao/api/features/accounts'
import { bindOperator, createOrganization, type NewOrganization } from '@jijiao/api/features/organizations'
import type { SessionTokens } from '@jijiao/shared/accounts'
import { synthesizeResidentId, synthesizeUnifiedSocialCreditCode } from '@jijiao/shared/identifiers'
import type { OperatorGrant, OrganizationCard } from '@jijiao/shared/organizations'
import type { TestApi, TestWorld } from './api'

export type TestPerson = {
  readonly accountId: string
  readonly userName: string
  readonly password: string
  readonly name: string
  readonly residentId: string
  readonly phone: string
  readonly tokens: SessionTokens
  /** As the person; for a unit see `actFor`. */
  readonly token: string
}

type PersonOverrides = Partial<Pick<TestPerson, 'userName' | 'password' | 'name' | 'residentId' | 'phone'>> & {
  /** Without it the person has passed the real-name check. */
  readonly isRealName?: boolean
  readonly deviceKey?: string
}

let last = 0
const nextNumber = () => {
  last += 1
  return last
}

const NAMES = ['陈静', '李明', '欧阳小三', '黄志强', '曾一', '吴㛃', '买买提·艾力', '周岩', '林晓', '单于飞']

const circumstances = (api: TestWorld) => ({
  actor: { accountId: null, organizationId: null },
  at: new Date(api.clock.now()),
  requestId: 'test-arrangement',
})

/** A person with an account, signed in, by the same commands as a registration but without its text message. */
export async function registerPerson(api: TestApi, overrides: PersonOverrides = {}): Promise<TestPerson> {
  const { deps } = api.app
  const of = circumstances(api)
  const number = nextNumber()
  const person = {
    userName: overrides.userName ?? `person_${number}`,
    password: overrides.password ?? 'Xuexi2580',
    phone: overrides.phone ?? `139${String(number).padStart(8, '0')}`,
    name: overrides.name ?? NAMES[number % NAMES.length] ?? '陈静',
    residentId: overrides.residentId ?? residentIdOf(number),
  }
  const created = await createAccount(deps, of, person)
  const accountId = String(created._id)
  const { name, residentId } = person
  const account =
    overrides.isRealName === false ? created : await verifyRealName(deps, of, { accountId, name, residentId })
  const device = { deviceKey: overrides.deviceKey ?? null, deviceName: null, address: '127.0.0.1' }
  const session = await startSession(deps, of, account, { device, method: 'registration' })
  const tokens = await issueTokens(deps, account, session)
  return { accountId, ...person, tokens, token: tokens.accessToken }
}

/** A synthetic ID number, another for each number below 360,000. */
export const residentIdOf = (number: number) => {
  const day = new Date(Date.UTC(1980, 0, 1 + Math.floor(number / 1_000))).toISOString().slice(0, 10)
  return synthesizeResidentId({ regionCode: '441900', birthDate: day, sequence: number % 1_000 })
}

export type TestUnit = Pick<OrganizationCard, 'id' | 'name' | 'code'> & { readonly joinCode: string }

export async function createUnit(api: TestWorld, overrides: Partial<NewOrganization> = {}): Promise<TestUnit> {
  const number = nextNumber()
  const organization = await createOrganization(api.app.deps, circumstances(api), {
    kind: 'unit',
    name: `东莞市第${number}中学`,
    code: creditCodeOf(number),
    regionCode: '441900',
    ...overrides,
  })
  const { name, code, joinCode } = organization
  return { id: String(organization._id), name, code, joinCode }
}

export const creditCodeOf = (number: number) =>
  synthesizeUnifiedSocialCreditCode({ category: '12', regionCode: '441900', serial: number })

/** Binds a person to a unit and answers a token that acts for it. */
export async function actFor(
  api: TestApi,
  person: TestPerson,
  unit: TestUnit,
  grants: readonly OperatorGrant[] = ['operate', 'decide'],
): Promise<string> {
  const binding = { organizationId: unit.id, accountId: person.accountId, grants }
  await bindOperator(api.app.deps, circumstances(api), binding)
  const tokens = await api.as(person.token).accounts.actAs({ body: { organizationId: unit.id } })
  return tokens.accessToken
}

/** A unit and its operator, with the token that acts for the unit. */
export async function createUnitWithOperator(
  api: TestApi,
  { grants, ...overrides }: Partial<NewOrganization> & { readonly grants?: readonly OperatorGrant[] } = {},
) {
  const unit = await createUnit(api, overrides)
  const operator = await registerPerson(api)
  return { unit, operator, token: await actFor(api, operator, unit, grants) }
}
