export type WechatIdentity = { readonly openId: string; readonly unionId: string | null }

export type WechatClient = {
  /** Exchanges the code of `wx.login` (valid once, five minutes). `session_key` never leaves this module. */
  identify(code: string): Promise<WechatIdentity>
}
