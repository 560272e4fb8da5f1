import type { AccountView, SessionView } from '@jijiao/shared/accounts'
import { maskPhone, maskResidentId } from '@jijiao/shared/identifiers'
import type { Vault } from '../../privacy/vault'
import type { Account } from './account.model'
import { currentNotice } from './notice'
import type { Session } from './session.model'

export function accountView(vault: Vault, account: Account): AccountView {
  const isRealName = account.realNameAt !== null
  const isWechatBound = account.wechatOpenId !== undefined
  const isPerson = account.unitAccountOfId === undefined
  return {
    id: String(account._id),
    userName: account.userName,
    name: account.name,
    phone: maskPhone(vault.open('phone', account.phoneSealed)),
    residentId: account.residentIdSealed && maskResidentId(vault.open('residentId', account.residentIdSealed)),
    isRealName,
    realNameAt: account.realNameAt?.toISOString() ?? null,
    traineeId: account.traineeId && String(account.traineeId),
    isWechatBound,
    needsNotice: isPerson && account.noticeVersion !== currentNotice.version,
    createdAt: account.createdAt.toISOString(),
    abilities: {
      verifyRealName: isPerson && !isRealName,
      bindWechat: isPerson && !isWechatBound,
      unbindWechat: isWechatBound,
    },
  }
}

export const sessionView = (session: Session, currentSessionId: string): SessionView => ({
  id: String(session._id),
  deviceName: session.deviceName,
  method: session.method,
  isCurrent: String(session._id) === currentSessionId,
  signedInAt: session.signedInAt.toISOString(),
  lastUsedAt: session.lastUsedAt.toISOString(),
})
