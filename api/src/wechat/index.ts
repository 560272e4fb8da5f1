export {
  createWechatClient,
  type SubscribeOutcome,
  type WechatClient,
  type WechatIdentity,
} from './client'
export { createSharedToken, sharedTokenModel } from './shared-token'
