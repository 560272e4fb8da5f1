import { join } from 'node:path'
import type { Environment } from '@jijiao/config/environment'
import type { Logger } from 'pino'
import type { Outside } from './deps'
import { createDevelopmentRealName, createTencentRealName } from './realname'
import { createConsoleSms, createTencentSms, type SmsSender } from './sms'
import { createDiskStore, createS3Store, type FileStore } from './storage'
import { createWechatClient } from './wechat'
import { startFakeWechat } from './wechat/fake'

type OutsideServices = {
  readonly clients: Pick<Outside, 'wechat' | 'sms' | 'realName' | 'files'>
  stop(): Promise<void>
}

type Clock = { now(): number }

/**
 * The services outside, the real ones where the environment names them. Otherwise WeChat is a server on this machine
 * that speaks WeChat's JSON, SMS codes are printed, and a valid ID number counts as checked; the environment's schema
 * refuses production without the real ones.
 */
export async function outsideServices(env: Environment, log: Logger, clock: Clock): Promise<OutsideServices> {
  const clients = { ...tencentServices(env, clock), files: fileStore(env) }
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

function tencentServices(env: Environment, clock: Clock): Pick<Outside, 'sms' | 'realName'> {
  const { TENCENT_SECRET_ID: secretId, TENCENT_SECRET_KEY: secretKey } = env
  if (!secretId || !secretKey) return { sms: createConsoleSms(), realName: createDevelopmentRealName(clock) }
  const keys = { secretId, secretKey, clock }
  return {
    sms: smsSender(env, keys),
    realName: createTencentRealName({ ...keys, api: env.TENCENT_FACEID_API }),
  }
}

function smsSender(env: Environment, keys: { secretId: string; secretKey: string; clock: Clock }): SmsSender {
  const { SMS_APP_ID: appId, SMS_SIGN_NAME: signName, SMS_TEMPLATE_ID: templateId } = env
  if (!appId || !signName || !templateId) return createConsoleSms()
  const region = env.TENCENT_REGION
  return createTencentSms({ ...keys, api: env.TENCENT_SMS_API, region, appId, signName, templateId })
}

function fileStore(env: Environment): FileStore {
  const { S3_URL: url, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env
  if (!url || !accessKeyId || !secretAccessKey) return createDiskStore(join(env.DATA_DIR, 'files'))
  return createS3Store({ url, region: env.S3_REGION, accessKeyId, secretAccessKey })
}
