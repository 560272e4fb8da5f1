export { createWechatClient, type WechatClient, type WechatIdentity } from './client'
