import { randomBytes } from 'node:crypto'
import { type App, createApp } from '@jijiao/api/app'
import { createLog } from '@jijiao/api/observability/log'
import { createDevelopmentRealName } from '@jijiao/api/realname'
import { loadSecrets } from '@jijiao/api/secrets'
import { createDiskStore } from '@jijiao/api/storage'
import { createWechatClient } from '@jijiao/api/wechat'
import { readEnvironment } from '@jijiao/config/environment'
import type { Connection } from 'mongoose'

/** The real app in its production settings, with keys of its own and no foreign networks. */
export function createBenchApp(uri: string, db: Connection): App {
  const key = () => randomBytes(32).toString('base64')
  const env = readEnvironment({
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    PUBLIC_URL: 'http://127.0.0.1',
    YEAR_REMINDER_DAYS: 'none',
    MONGODB_URI: uri,
    TOKEN_KEY: key(),
    CHECK_IN_KEY: key(),
    INDEX_KEY: key(),
    CERTIFICATE_KEY: key(),
    DATA_KEYS: `bench:${key()}`,
    TENCENT_SECRET_ID: 'bench',
    TENCENT_SECRET_KEY: 'bench',
    SMS_APP_ID: 'bench',
    SMS_SIGN_NAME: 'bench',
    SMS_TEMPLATE_ID: 'bench',
    WECHAT_APP_ID: 'bench',
    WECHAT_APP_SECRET: 'bench',
  })
  const clock = { now: () => Date.now() }
  return createApp({
    env,
    secrets: loadSecrets(env),
    db,
    log: createLog(env),
    clock,
    sms: { sendCode: () => Promise.reject(new Error('no SMS here')) },
    realName: createDevelopmentRealName(clock),
    files: createDiskStore(env.DATA_DIR),
    wechat: createWechatClient({ api: 'http://127.0.0.1:9', appId: 'none', appSecret: 'none' }),
  })
}
