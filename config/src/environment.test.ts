import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { EnvironmentError, readEnvironment } from './environment'

const key = () => randomBytes(32).toString('base64')
const production = () => ({
  NODE_ENV: 'production',
  MONGODB_URI: 'mongodb://127.0.0.1:27017/jijiao?replicaSet=rs0',
  PUBLIC_URL: 'https://jijiao.example.cn',
  TOKEN_KEY: key(),
  CHECK_IN_KEY: key(),
  INDEX_KEY: key(),
  CERTIFICATE_KEY: key(),
  DATA_KEYS: `k1:${key()}`,
  TENCENT_SECRET_ID: 'AKIDexample',
  TENCENT_SECRET_KEY: 'example',
  SMS_APP_ID: '1400000000',
  SMS_SIGN_NAME: '继续教育',
  SMS_TEMPLATE_ID: '1',
  WECHAT_APP_ID: 'wx0000000000000000',
  WECHAT_APP_SECRET: 'example',
})

const SERVICES = [
  'TENCENT_SECRET_ID',
  'TENCENT_SECRET_KEY',
  'SMS_APP_ID',
  'SMS_SIGN_NAME',
  'SMS_TEMPLATE_ID',
  'WECHAT_APP_ID',
  'WECHAT_APP_SECRET',
]

const problemsOf = (source: NodeJS.ProcessEnv) => {
  try {
    readEnvironment(source)
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems
    throw error
  }
  return []
}

describe('the environment', () => {
  it('needs nothing on a developer’s machine', () => {
    expect(readEnvironment({})).toMatchObject({ NODE_ENV: 'development', PORT: 3000, DATA_DIR: '.data' })
  })

  it('reports every problem at once', () => {
    const problems = problemsOf({ PORT: 'eighty', LOG_LEVEL: 'loud', TOKEN_KEY: 'short', MONGODB_URI: 'postgres://x' })
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['PORT', 'MONGODB_URI', 'LOG_LEVEL', 'TOKEN_KEY'])
  })

  it('needs database, address and keys in production, and names each one that is missing', () => {
    expect(problemsOf(production())).toEqual([])
    expect(problemsOf({ NODE_ENV: 'production' }).map((problem) => problem.split(':')[0])).toEqual([
      'MONGODB_URI',
      'PUBLIC_URL',
      'TOKEN_KEY',
      'CHECK_IN_KEY',
      'INDEX_KEY',
      'CERTIFICATE_KEY',
      'DATA_KEYS',
      ...SERVICES,
    ])
  })

  it('reports what production misses beside what is malformed', () => {
    const problems = problemsOf({ NODE_ENV: 'production', PORT: 'x', DEMO: 'true' })
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'MONGODB_URI',
      'PUBLIC_URL',
      'TOKEN_KEY',
      'CHECK_IN_KEY',
      'INDEX_KEY',
      'CERTIFICATE_KEY',
      'DATA_KEYS',
      ...SERVICES,
      'DEMO',
    ])
  })

  it('refuses half of what makes sense together only', () => {
    const s3 = { S3_URL: 'https://bucket.example.cn', S3_ACCESS_KEY_ID: 'key' }
    expect(problemsOf(s3)).toEqual([expect.stringContaining('S3_SECRET_ACCESS_KEY')])
    expect(problemsOf({ ...production(), ...s3 })).toEqual([expect.stringContaining('S3_SECRET_ACCESS_KEY')])
    expect(problemsOf({ WECHAT_APP_ID: 'wx0' })).toEqual([expect.stringContaining('WECHAT_APP_SECRET')])
  })

  it('refuses the demo world in production', () => {
    expect(problemsOf({ ...production(), DEMO: 'true' })).toEqual([expect.stringContaining('DEMO')])
  })

  it('refuses webhooks to the machine itself in production', () => {
    const problems = problemsOf({ ...production(), WEBHOOKS_TO_LOOPBACK: 'true' })
    expect(problems).toEqual([expect.stringContaining('WEBHOOKS_TO_LOOPBACK')])
  })

  it('takes an empty variable as unset, and several data keys with the first one current', () => {
    const env = readEnvironment({ MONGODB_URI: '', DATA_KEYS: `new:${key()},old:${key()}` })
    expect(env.MONGODB_URI).toBeUndefined()
    expect(env.DATA_KEYS?.map(({ keyId }) => keyId)).toEqual(['new', 'old'])
  })
})
