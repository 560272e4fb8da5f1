import { PHONE_CODE_INTERVAL_SECONDS, PHONE_CODE_SECONDS } from '@jijiao/shared/accounts'
import type { accountContract } from '@jijiao/shared/accounts/contract'
import { circumstances } from '../../audit'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { changePassword, createAccount, verifyRealName } from './account.commands'
import { accountView } from './account.presenter'
import { requireAccount } from './account.queries'
import { currentNotice, requireCurrentNotice } from './notice'
import { provePhone, sendPhoneCode, usePhoneCode } from './phone-code'
import { insertSession } from './session.commands'
import { type Session, sessionModel } from './session.model'
import { issueTokens } from './session-tokens'
import { deviceOf } from './sign-in'
import { bindWechat, identifyByWechat, unbindWechat } from './wechat-binding'

type AccountOperations =
  | 'notice'
  | 'sendPhoneCode'
  | 'register'
  | 'me'
  | 'verifyRealName'
  | 'changePassword'
  | 'bindWechat'
  | 'unbindWechat'

export const accountRoutes = (deps: Deps): Pick<Handlers<typeof accountContract>, AccountOperations> => {
  const view = async (accountId: string) => accountView(deps.vault, await requireAccount(deps, accountId))
  return {
    notice: async () => currentNotice,

    async sendPhoneCode({ body, request }) {
      await sendPhoneCode(deps, body, request.address)
      return { validSeconds: PHONE_CODE_SECONDS, nextInSeconds: PHONE_CODE_INTERVAL_SECONDS }
    },

    async register({ body, request }) {
      requireCurrentNotice(body.noticeVersion)
      const of = circumstances(null, request)
      const device = deviceOf(request, body.deviceName)
      const code = await provePhone(deps, { phone: body.phone, purpose: 'registration' }, body.phoneCode)
      const started: { session?: Session } = {}
      const account = await createAccount(deps, of, body, async (created, transaction) => {
        await usePhoneCode(deps, code, transaction)
        started.session = await insertSession(deps, of, created, { device, method: 'registration' }, transaction)
      })
      if (!started.session) throw new Error('a registration ended without a sign-in')
      return issueTokens(deps, account, started.session)
    },

    me: ({ actor }) => view(actor.accountId),

    async verifyRealName({ body, actor, request }) {
      const of = circumstances(actor, request)
      const account = await verifyRealName(deps, of, { accountId: actor.accountId, ...body })
      const session = await sessionModel(deps.db).findOne({ _id: actor.sessionId, endedAt: null }).lean<Session>()
      if (!session) throw new Problem('session_ended')
      return issueTokens(deps, account, session)
    },

    async changePassword({ body, actor, request }) {
      const account = await requireAccount(deps, actor.accountId)
      const here = { sessionId: actor.sessionId, device: deviceOf(request) }
      await changePassword(deps, circumstances(actor, request), account, body, here)
    },

    async bindWechat({ body, actor, request }) {
      const { accountId } = actor
      const openId = await identifyByWechat(deps, body.code, request.address)
      await bindWechat(deps, circumstances(actor, request), { accountId, openId })
      return view(accountId)
    },

    async unbindWechat({ actor, request }) {
      await unbindWechat(deps, circumstances(actor, request), actor.accountId)
      return view(actor.accountId)
    },
  }
}
