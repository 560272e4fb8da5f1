import Taro from '@tarojs/taro'

export const HAS_WECHAT_LOGIN = true

/** A code that the server exchanges with WeChat for the person's openid; it works once, for five minutes. */
export async function wechatLoginCode(): Promise<string> {
  const { code } = await Taro.login()
  return code
}
