import type { Environment } from '@jijiao/config/environment'
import type { Logger } from 'pino'
import type { Outside } from './deps'
import { createDevelopmentRealName } from './realname'
import { createConsoleSms } from './sms'
import { createWechatClient } from './wechat'
import { startFakeWechat } from './wechat/fake'

type OutsideServices = {
  readonly clients: Pick<Outside, 'wechat' | 'sms' | 'realName'>
  stop(): Promise<void>
}

/**
 * The services outside. In development WeChat is a server on this machine that speaks WeChat's JSON, SMS codes are
 * printed, and a valid ID number counts as checked; production refuses to start with any of these.
 */
export async function outsideServices(
  env: Environment,
  log: Logger,
  clock: { now(): number },
): Promise<OutsideServices> {
  if (env.NODE_ENV === 'production') {
    throw new Error(
      'Production needs a provider of real-name checks and one of SMS; neither has been connected yet. See README, "Production".',
    )
  }
  const clients = { sms: createConsoleSms(), realName: createDevelopmentRealName(clock) }
  if (env.WECHAT_APP_ID && env.WECHAT_APP_SECRET) {
    const wechat = createWechatClient({
      api: env.WECHAT_API,
      appId: env.WECHAT_APP_ID,
      appSecret: env.WECHAT_APP_SECRET,
    })
    return { clients: { ...clients, wechat }, stop: async () => undefined }
  }
  const fake = await startFakeWechat()
  log.info('WeChat sign-in is answered by a local stand-in; set WECHAT_APP_ID and WECHAT_APP_SECRET for the real one')
  const wechat = createWechatClient({ api: fake.url, appId: 'development', appSecret: 'development' })
  return { clients: { ...clients, wechat }, stop: () => fake.stop() }
}
