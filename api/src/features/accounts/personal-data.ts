import { signInMethodLabels } from '@jijiao/shared/accounts'
import { maskPhone, maskResidentId } from '@jijiao/shared/identifiers'
import { attemptModel } from '../../auth/attempts'
import { Problem } from '../../http/problem'
import { dataOf, type PersonalData } from '../../privacy/personal-data'
import { accountModel } from './account.model'
import { usedChallengeModel } from './captcha'
import { phoneCodeModel } from './phone-code'
import { sessionModel } from './session.model'
import { unitRegistrationModel } from './unit-registration.model'
import { bindTicketModel } from './wechat-binding'

/** The account goes last: until then what else belongs to it is found through it. */
const account: PersonalData = {
  kind: 'account',
  sources: [
    dataOf({
      model: accountModel,
      of: ({ accountId }) => ({ _id: accountId }),
      show: ({ userName, name, residentIdSealed, phoneSealed, wechatOpenId, ...known }, { vault }) => ({
        用户名: userName,
        姓名: name,
        身份证号: residentIdSealed && vault.open('residentId', residentIdSealed),
        手机号: vault.open('phone', phoneSealed),
        实名认证时间: known.realNameAt,
        微信标识: wechatOpenId ?? null,
        同意的须知版本: known.noticeVersion,
        同意须知时间: known.noticeAcceptedAt,
        注册时间: known.createdAt,
      }),
    }),
  ],
  async summary({ db, vault }, { accountId }) {
    const found = await accountModel(db).findById(accountId).lean()
    if (!found) return null
    const residentId = found.residentIdSealed && maskResidentId(vault.open('residentId', found.residentIdSealed))
    const phone = maskPhone(vault.open('phone', found.phoneSealed))
    return [`用户名 ${found.userName}`, residentId && `身份证号 ${residentId}`, `手机号 ${phone}`]
      .filter(Boolean)
      .join('，')
  },
  async erase({ deps, subject, session }) {
    const { deletedCount } = await accountModel(deps.db).deleteOne({ _id: subject.accountId }, { session })
    // Somebody else closed it in between.
    if (deletedCount === 0) throw new Problem('state_conflict')
  },
}

const sessions: PersonalData = {
  kind: 'sessions',
  sources: [
    dataOf({
      model: sessionModel,
      of: ({ accountId }) => ({ accountId }),
      show: ({ deviceName, method, signedInAt, lastUsedAt, endedAt }) => ({
        设备: deviceName,
        登录方式: signInMethodLabels[method],
        登录时间: signedInAt,
        最后使用: lastUsedAt,
        退出时间: endedAt,
      }),
    }),
  ],
  async erase({ deps, subject: { accountId }, session }) {
    await sessionModel(deps.db).deleteMany({ accountId }, { session })
  },
}

const security: PersonalData = {
  kind: 'security',
  sources: [
    dataOf({
      model: phoneCodeModel,
      of: ({ phoneIndex }) => ({ _id: phoneIndex }),
      show: ({ expiresAt }) => ({ 内容: '短信验证码的摘要', 失效时间: expiresAt }),
    }),
  ],
  also: [attemptModel, bindTicketModel, unitRegistrationModel, usedChallengeModel],
  async erase({ deps, subject, session }) {
    await phoneCodeModel(deps.db).deleteOne({ _id: subject.phoneIndex }, { session })
  },
}

export const accountPersonalData: readonly PersonalData[] = [sessions, security, account]
