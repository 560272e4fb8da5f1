import type { accountContract } from '@jijiao/shared/accounts/contract'
import { circumstances } from '../../audit'
import type { Deps } from '../../deps'
import type { Handlers, RequestInfo } from '../../http/call'
import { Problem } from '../../http/problem'
import type { Account } from './account.model'
import { sessionView } from './account.presenter'
import { requireAccount } from './account.queries'
import type { CaptchaProof } from './captcha'
import { requireCurrentNotice } from './notice'
import { actAs, insertSession, renewSession, signOut, signOutEverywhere, startSession } from './session.commands'
import { type Session, sessionModel } from './session.model'
import { issueTokens } from './session-tokens'
import { type AccountKind, checkPassword, deviceOf } from './sign-in'
import {
  bindWechat,
  findAccountByWechat,
  identifyByWechat,
  issueBindTicket,
  readBindTicket,
  useBindTicket,
} from './wechat-binding'

type SessionOperations =
  | 'signIn'
  | 'signInAsUnit'
  | 'refresh'
  | 'actAs'
  | 'signOut'
  | 'signOutEverywhere'
  | 'listSessions'
  | 'signInWithWechat'
  | 'bindWechatAndSignIn'

const MOST_LISTED = 50

type Credentials = {
  readonly userName: string
  readonly password: string
  readonly deviceName?: string | undefined
  readonly captcha?: CaptchaProof | undefined
}
type NoticeAccepted = { readonly noticeVersion: string }

export const sessionRoutes = (deps: Deps): Pick<Handlers<typeof accountContract>, SessionOperations> => {
  async function proveAccount(credentials: Credentials, request: RequestInfo, kind: AccountKind): Promise<Account> {
    const here = { device: deviceOf(request), kind, guest: { captcha: credentials.captcha } }
    const account = await checkPassword(deps, credentials.userName, credentials.password, here)
    if (!account) throw new Problem('wrong_credentials')
    return account
  }
  async function signIn(credentials: Credentials & NoticeAccepted, request: RequestInfo, kind: AccountKind) {
    requireCurrentNotice(credentials.noticeVersion)
    const account = await proveAccount(credentials, request, kind)
    const device = deviceOf(request, credentials.deviceName)
    const session = await startSession(deps, circumstances(null, request), account, { device, method: 'password' })
    return issueTokens(deps, account, session)
  }
  return {
    signIn: ({ body, request }) => signIn(body, request, 'person'),
    signInAsUnit: ({ body, request }) => signIn(body, request, 'unit'),

    async refresh({ body, request }) {
      const session = await renewSession(deps, circumstances(null, request), body.refreshToken)
      return issueTokens(deps, await requireAccount(deps, String(session.accountId)), session)
    },

    async actAs({ body, actor }) {
      const session = await actAs(deps, actor, body.organizationId)
      return issueTokens(deps, await requireAccount(deps, actor.accountId), session)
    },

    signOut: ({ actor, request }) => signOut(deps, circumstances(actor, request), actor.accountId, actor.sessionId),

    signOutEverywhere: ({ actor, request }) => signOutEverywhere(deps, circumstances(actor, request), actor.accountId),

    async listSessions({ actor }) {
      const sessions = await sessionModel(deps.db)
        .find({ accountId: actor.accountId, endedAt: null })
        .sort({ lastUsedAt: -1 })
        .limit(MOST_LISTED)
        .lean<Session[]>()
      return { data: sessions.map((session) => sessionView(session, actor.sessionId)) }
    },

    async signInWithWechat({ body, request }) {
      if (body.noticeVersion !== undefined) requireCurrentNotice(body.noticeVersion)
      const openId = await identifyByWechat(deps, body.code, request.address)
      const account = await findAccountByWechat(deps, openId)
      if (!account) return { outcome: 'unbound', bindTicket: await issueBindTicket(deps, openId) }
      requireCurrentNotice(body.noticeVersion ?? account.noticeVersion)
      const device = deviceOf(request, body.deviceName)
      const session = await startSession(deps, circumstances(null, request), account, { device, method: 'wechat' })
      return { outcome: 'signedIn', tokens: await issueTokens(deps, account, session) }
    },

    async bindWechatAndSignIn({ body, request }) {
      requireCurrentNotice(body.noticeVersion)
      const openId = await readBindTicket(deps, body.bindTicket)
      const account = await proveAccount(body, request, 'person')
      const accountId = String(account._id)
      const of = { ...circumstances(null, request), actor: { accountId, organizationId: null } }
      const how = { device: deviceOf(request, body.deviceName), method: 'wechat' } as const
      const started: { session?: Session } = {}
      await bindWechat(deps, of, { accountId, openId }, async (transaction) => {
        await useBindTicket(deps, body.bindTicket, transaction)
        started.session = await insertSession(deps, of, account, how, transaction)
      })
      if (!started.session) throw new Error('a binding ended without a sign-in')
      return issueTokens(deps, { ...account, wechatOpenId: openId }, started.session)
    },
  }
}
