import type { SignInMethod } from './constants'

export const signInMethodLabels: Readonly<Record<SignInMethod, string>> = {
  registration: '注册后登录',
  password: '用户名和密码',
  wechat: '微信登录',
}
