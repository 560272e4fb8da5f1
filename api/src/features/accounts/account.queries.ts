import { type ClientSession, type Types, trusted } from 'mongoose'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Account, accountModel } from './account.model'

/** The signed-in account; without it (deleted meanwhile) the sign-in is worth nothing. */
export async function requireAccount(deps: Pick<Deps, 'db'>, accountId: string): Promise<Account> {
  const account = await accountModel(deps.db).findById(accountId).lean<Account>()
  if (!account) throw new Problem('session_ended')
  return account
}

export type Person = {
  readonly accountId: string
  readonly traineeId: string | null
  readonly name: string
  /** In the clear: seal what is stored, mask what is shown. */
  readonly residentId: string
  readonly phone: string
}

/** Who a real-name account belongs to; `null` before the real-name check. */
export async function findPerson(deps: Pick<Deps, 'db' | 'vault'>, accountId: string): Promise<Person | null> {
  return personOf(deps, await accountModel(deps.db).findById(accountId).lean<Account>())
}

/** Who has passed the real-name check with this ID number. */
export async function findPersonByResidentId(
  deps: Pick<Deps, 'db' | 'vault'>,
  residentIdIndex: string,
  session: ClientSession,
): Promise<Person | null> {
  return personOf(deps, await accountModel(deps.db).findOne({ residentIdIndex }).session(session).lean<Account>())
}

/** Under which names these ID numbers have passed the real-name check; numbers without an account are left out. */
export async function realNamesOf(
  deps: Pick<Deps, 'db'>,
  residentIdIndexes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await accountModel(deps.db)
    .find({ residentIdIndex: trusted({ $in: [...residentIdIndexes] }) }, { residentIdIndex: 1, name: 1 })
    .lean<Pick<Account, 'residentIdIndex' | 'name'>[]>()
  return new Map(
    found.flatMap(({ residentIdIndex, name }) => (residentIdIndex && name !== null ? [[residentIdIndex, name]] : [])),
  )
}

function personOf(deps: Pick<Deps, 'vault'>, account: Account | null): Person | null {
  if (!account?.residentIdSealed || account.name === null) return null
  return {
    accountId: String(account._id),
    traineeId: account.traineeId && String(account.traineeId),
    name: account.name,
    residentId: deps.vault.open('residentId', account.residentIdSealed),
    phone: deps.vault.open('phone', account.phoneSealed),
  }
}

/** The real-name account that has both; `null` for anything else. */
export const findAccountByIdentity = (
  deps: Pick<Deps, 'db' | 'vault'>,
  { userName, residentId }: { readonly userName: string; readonly residentId: string },
): Promise<Account | null> =>
  accountModel(deps.db)
    .findOne({
      userNameKey: userName.toLowerCase(),
      residentIdIndex: deps.vault.blindIndex('residentId', residentId),
    })
    .lean<Account>()
    .exec()

/** What a list shows of an account. */
export type AccountName = { readonly userName: string; readonly name: string }

export async function accountNames(
  deps: Pick<Deps, 'db'>,
  ids: readonly Types.ObjectId[],
): Promise<ReadonlyMap<string, AccountName>> {
  const found = await accountModel(deps.db)
    .find({ _id: trusted({ $in: [...ids] }) }, { userName: 1, name: 1 })
    .lean<Pick<Account, '_id' | 'userName' | 'name'>[]>()
  return new Map(found.map(({ _id, userName, name }) => [String(_id), { userName, name: name ?? '' }]))
}

/** Of those who have bound a WeChat, by account id. */
export async function wechatOpenIdsOf(
  deps: Pick<Deps, 'db'>,
  ids: readonly Types.ObjectId[],
): Promise<ReadonlyMap<string, string>> {
  const found = await accountModel(deps.db)
    .find({ _id: trusted({ $in: [...ids] }) }, { wechatOpenId: 1 })
    .lean<Pick<Account, '_id' | 'wechatOpenId'>[]>()
  return new Map(found.flatMap(({ _id, wechatOpenId }) => (wechatOpenId ? [[String(_id), wechatOpenId] as const] : [])))
}

/** By user name, in any capitals. */
export async function findAccountByUserName(
  deps: Pick<Deps, 'db'>,
  userName: string,
): Promise<{ readonly accountId: string; readonly isRealName: boolean } | null> {
  const account = await accountModel(deps.db).findOne({ userNameKey: userName.toLowerCase() }).lean<Account>()
  return account && { accountId: String(account._id), isRealName: account.realNameAt !== null }
}
