import { Schema, trusted } from 'mongoose'
import { defineModel } from '../db/model'
import type { Deps } from '../deps'

/** Renewed this long before WeChat ends it. */
const MARGIN_MS = 5 * 60 * 1_000

type SharedToken = { _id: 'wechat'; sealed: string; expiresAt: Date }

export const sharedTokenModel = defineModel(
  'SharedToken',
  new Schema<SharedToken>(
    {
      _id: { type: String, required: true },
      sealed: { type: String, required: true },
      expiresAt: { type: Date, required: true },
    },
    { collection: 'sharedTokens', versionKey: false },
  ),
)

/** WeChat's access token, sealed in the database: one for all processes, since WeChat counts how many are asked for. */
export function createSharedToken(deps: Pick<Deps, 'db' | 'clock' | 'vault' | 'wechat'>) {
  const Tokens = sharedTokenModel(deps.db)

  async function issue(isFresh: boolean): Promise<string> {
    const { token, expiresInSeconds } = await deps.wechat.issueAccessToken({ isFresh })
    const expiresAt = new Date(deps.clock.now() + expiresInSeconds * 1_000 - MARGIN_MS)
    const sealed = deps.vault.seal('accessToken', token)
    await Tokens.updateOne({ _id: 'wechat' }, { $set: { sealed, expiresAt } }, { upsert: true })
    return token
  }

  async function current(): Promise<string | null> {
    const alive = { _id: 'wechat' as const, expiresAt: trusted({ $gt: new Date(deps.clock.now()) }) }
    const stored = await Tokens.findOne(alive).lean<SharedToken | null>()
    return stored && deps.vault.open('accessToken', stored.sealed)
  }

  return {
    read: async () => (await current()) ?? issue(false),
    /** After WeChat refused a token: another process may have renewed it already. */
    async renew(refused: string): Promise<string> {
      const stored = await current()
      if (stored !== null && stored !== refused) return stored
      const issued = await issue(false)
      return issued === refused ? issue(true) : issued
    },
  }
}
