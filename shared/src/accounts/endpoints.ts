import type { EndpointGroup } from '../http'

export const accountEndpoints = {
  notice: { method: 'GET', path: '/notice', access: 'public' },
  sendPhoneCode: { method: 'POST', path: '/phone-codes', access: 'public' },
  register: { method: 'POST', path: '/accounts', access: 'public' },
  me: { method: 'GET', path: '/accounts/me', access: 'account' },
  verifyRealName: { method: 'POST', path: '/accounts/me/real-name', access: 'account' },
  changePassword: { method: 'PUT', path: '/accounts/me/password', access: 'account' },
  bindWechat: { method: 'POST', path: '/accounts/me/wechat', access: 'account', idempotency: 'natural' },
  unbindWechat: { method: 'DELETE', path: '/accounts/me/wechat', access: 'account', idempotency: 'natural' },
  signIn: { method: 'POST', path: '/sessions', access: 'public' },
  refresh: { method: 'POST', path: '/sessions/refresh', access: 'public', idempotency: 'natural' },
  actAs: { method: 'POST', path: '/sessions/act-as', access: 'person', idempotency: 'natural' },
  signOut: { method: 'DELETE', path: '/sessions/current', access: 'account', idempotency: 'natural' },
  signOutEverywhere: { method: 'DELETE', path: '/sessions', access: 'account', idempotency: 'natural' },
  listSessions: { method: 'GET', path: '/sessions', access: 'account' },
  signInWithWechat: { method: 'POST', path: '/sessions/wechat', access: 'public' },
  bindWechatAndSignIn: { method: 'POST', path: '/sessions/wechat/bind', access: 'public' },
} as const satisfies EndpointGroup
