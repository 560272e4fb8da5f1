import { z } from 'zod'
import type { Contract } from '../http'
import { abilities, id, instant, line } from '../http/fields'
import { mobileNumber as phone } from '../identifiers/fields'
import { OPERATOR_GRANTS, ORGANIZATION_KINDS } from '../organizations/constants'
import { PHONE_CODE_PURPOSES, SIGN_IN_METHODS } from './constants'
import { accountEndpoints as endpoints } from './endpoints'
import { captcha, credentials, deviceName, newPassword, newUserName, noticeVersion, phoneCode } from './fields'
import { recoveryOperations } from './recovery.contract'
import { unitAccountOperations } from './unit-account.contract'

const wechatCode = z.string().regex(/^[\w-]{1,128}$/, { error: '微信登录凭证不正确，请重新点击登录' })

const noticeView = z.strictObject({
  version: z.string(),
  title: z.string(),
  paragraphs: z.array(z.string()),
})

const accountView = z.strictObject({
  id,
  userName: z.string(),
  /** `null` until the real-name check. */
  name: z.string().nullable(),
  /** Masked. */
  phone: z.string(),
  /** Masked; `null` until the real-name check. */
  residentId: z.string().nullable(),
  isRealName: z.boolean(),
  realNameAt: instant.nullable(),
  traineeId: id.nullable(),
  isWechatBound: z.boolean(),
  /** There is a newer notice than the one that was accepted: ask again. */
  needsNotice: z.boolean(),
  createdAt: instant,
  abilities: abilities(['verifyRealName', 'bindWechat', 'unbindWechat']),
})

const sessionTokens = z.strictObject({
  accessToken: z.string(),
  /** Good for one renewal; every answer that carries one replaces the one before. */
  refreshToken: z.string(),
  /** Renew before this many seconds have passed. */
  expiresInSeconds: z.number().int(),
  account: accountView,
  /** The unit acted for; `null` acts as the person. */
  actingAs: z
    .strictObject({
      organizationId: id,
      operatorId: id,
      name: z.string(),
      kind: z.enum(ORGANIZATION_KINDS),
      grants: z.array(z.enum(OPERATOR_GRANTS)),
      /** The unit is new: nothing else is open to it before its role application has taken effect. */
      needsRoleApplication: z.boolean(),
    })
    .nullable(),
  /** The unit whose own login this is; `null` with a person's account. */
  unitAccountOf: z.strictObject({ organizationId: id, name: z.string() }).nullable(),
})

const wechatSignIn = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('signedIn'), tokens: sessionTokens }),
  /** This WeChat is not bound yet: sign in by password with the ticket, once, within ten minutes. */
  z.strictObject({ outcome: z.literal('unbound'), bindTicket: z.string() }),
])

const sessionView = z.strictObject({
  id,
  deviceName: z.string().nullable(),
  method: z.enum(SIGN_IN_METHODS),
  isCurrent: z.boolean(),
  signedInAt: instant,
  lastUsedAt: instant,
})

export const accountContract = {
  notice: { ...endpoints.notice, summary: 'The usage notice that is accepted before signing in', answer: noticeView },
  sendPhoneCode: {
    ...endpoints.sendPhoneCode,
    summary: 'Text a verification code to a phone, known or not',
    /** A code is good for its purpose only, so that one read out for a registration recovers nobody's account. */
    body: z.strictObject({ phone, purpose: z.enum(PHONE_CODE_PURPOSES).default('registration') }),
    answer: z.strictObject({ validSeconds: z.number().int(), nextInSeconds: z.number().int() }),
    problems: ['sms_unavailable'],
  },
  register: {
    ...endpoints.register,
    summary: 'Register a personal account and sign in',
    body: z.strictObject({
      userName: newUserName,
      password: newPassword,
      phone,
      phoneCode,
      noticeVersion,
      deviceName,
    }),
    answer: sessionTokens,
    status: 201,
    problems: ['notice_outdated', 'phone_code_wrong', 'user_name_taken'],
  },
  me: { ...endpoints.me, summary: 'The own account', answer: accountView },
  verifyRealName: {
    ...endpoints.verifyRealName,
    summary: 'Check name and resident ID number; answers tokens that carry the result',
    body: z.strictObject({ name: line(50, 2), residentId: line(40) }),
    answer: sessionTokens,
    problems: ['real_name_mismatch', 'real_name_unavailable', 'real_name_taken', 'already_real_name'],
  },
  changePassword: {
    ...endpoints.changePassword,
    summary: 'Change the password; every other sign-in ends',
    body: z.strictObject({ currentPassword: z.string().min(1).max(100), newPassword }),
    problems: ['current_password_wrong', 'account_locked'],
  },
  bindWechat: {
    ...endpoints.bindWechat,
    summary: 'Bind the WeChat that issued the code to the own account',
    body: z.strictObject({ code: wechatCode }),
    answer: accountView,
    problems: ['wechat_code_invalid', 'wechat_blocked', 'wechat_unavailable', 'wechat_already_bound'],
  },
  unbindWechat: { ...endpoints.unbindWechat, summary: 'Unbind WeChat from the own account', answer: accountView },
  signIn: {
    ...endpoints.signIn,
    summary: 'Sign in by user name and password',
    body: z.strictObject({ ...credentials, captcha, noticeVersion, deviceName }),
    answer: sessionTokens,
    status: 201,
    problems: ['notice_outdated', 'captcha_required', 'captcha_wrong', 'wrong_credentials', 'account_locked'],
  },
  refresh: {
    ...endpoints.refresh,
    summary: 'Renew the tokens; the identical retry within ten seconds answers the same successor',
    body: z.strictObject({ refreshToken: z.string().max(200) }),
    answer: sessionTokens,
    problems: ['session_ended'],
  },
  actAs: {
    ...endpoints.actAs,
    summary: 'Act for a unit, or with null as the person again',
    body: z.strictObject({ organizationId: id.nullable() }),
    answer: sessionTokens,
    problems: ['not_found'],
  },
  signOut: { ...endpoints.signOut, summary: 'End this sign-in' },
  signOutEverywhere: { ...endpoints.signOutEverywhere, summary: 'End every sign-in of the account' },
  listSessions: {
    ...endpoints.listSessions,
    summary: 'The own sign-ins, latest used first',
    answer: z.strictObject({ data: z.array(sessionView) }),
  },
  signInWithWechat: {
    ...endpoints.signInWithWechat,
    summary: 'Sign in by the code of wx.login, or learn that this WeChat is not bound yet',
    body: z.strictObject({ code: wechatCode, noticeVersion: noticeVersion.optional(), deviceName }),
    answer: wechatSignIn,
    problems: ['notice_outdated', 'wechat_code_invalid', 'wechat_blocked', 'wechat_unavailable'],
  },
  bindWechatAndSignIn: {
    ...endpoints.bindWechatAndSignIn,
    summary: 'Bind this WeChat by user name and password, and sign in',
    body: z.strictObject({ bindTicket: z.string().max(400), ...credentials, captcha, noticeVersion, deviceName }),
    answer: sessionTokens,
    status: 201,
    problems: [
      'bind_ticket_expired',
      'notice_outdated',
      'captcha_required',
      'captcha_wrong',
      'wrong_credentials',
      'account_locked',
      'wechat_already_bound',
    ],
  },
  ...recoveryOperations,
  ...unitAccountOperations(sessionTokens),
} as const satisfies Contract

export type { UnitDescription } from './unit-account.contract'
export type NoticeView = z.output<typeof noticeView>
export type AccountView = z.output<typeof accountView>
export type SessionTokens = z.output<typeof sessionTokens>
export type SessionView = z.output<typeof sessionView>
export type WechatSignIn = z.output<typeof wechatSignIn>
