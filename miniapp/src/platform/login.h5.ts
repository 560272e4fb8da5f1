/** A browser has no WeChat login: people use their user name. */
export const HAS_WECHAT_LOGIN = false

export async function wechatLoginCode(): Promise<string> {
  throw new Error('浏览器不支持微信登录，请用用户名和密码登录')
}
