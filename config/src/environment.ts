import { z } from 'zod'

/** At least 32 bytes, base64: `openssl rand -base64 32`. */
const key = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length >= 32, { error: 'must be at least 32 bytes in base64' })

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Where the embedded database, generated secrets and uploads live. */
  DATA_DIR: z.string().default('.data'),
  /** A MongoDB replica set; without it the embedded database is started. */
  MONGODB_URI: z.url({ protocol: /^mongodb(\+srv)?$/ }).optional(),
  /** The address that QR codes carry; without it the address of the request. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  /** Only behind a proxy that sets X-Forwarded-For itself. */
  TRUST_PROXY: flag.default(false),
  /** A unit's role application then waits for the HR authority; otherwise confirming it is enough. */
  REVIEW_ROLE_APPLICATIONS: flag.default(false),
  /** Days off and worked weekends of years that are announced later: `{"source", "daysOff": [], "makeUpDays": []}`. */
  HOLIDAYS_FILE: z.string().optional(),
  /** So many days before a last day of the year's hours those who will miss it are reminded; `none`: only when asked. */
  YEAR_REMINDER_DAYS: z
    .string()
    .regex(/^(?:none|\d{1,3}(?:,\d{1,3})*)$/, { error: 'must be none or days,days…' })
    .default('60,15')
    .transform((text) => (text === 'none' ? [] : text.split(',').map(Number))),
  /** Fill an empty database with the demo world. */
  DEMO: flag.optional(),
  TOKEN_KEY: key.optional(),
  CHECK_IN_KEY: key.optional(),
  INDEX_KEY: key.optional(),
  /** The Ed25519 seed that signs certificates; see decision 0021 for how it is changed. */
  CERTIFICATE_KEY: key.optional(),
  /** `id:base64,id:base64`; the first encrypts, all decrypt. */
  DATA_KEYS: z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.split(':')))
    .refine((entries) => entries.every(([keyId, text]) => keyId && text && Buffer.from(text, 'base64').length === 32), {
      error: 'must be id:base64,… with keys of exactly 32 bytes',
    })
    .transform((entries) =>
      entries.map(([keyId, text]) => ({ keyId: keyId ?? '', key: Buffer.from(text ?? '', 'base64') })),
    )
    .optional(),
  /** Webhooks may call this machine, for trying them out; everywhere else they call the public internet alone. */
  WEBHOOKS_TO_LOOPBACK: flag.default(false),
  /** Without it /metrics answers only on the machine itself. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Files go to a bucket of an S3-compatible store; without it below DATA_DIR. The address includes the bucket. */
  S3_URL: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** Tencent Cloud: text messages and real-name checks. */
  TENCENT_SECRET_ID: z.string().optional(),
  TENCENT_SECRET_KEY: z.string().optional(),
  TENCENT_REGION: z.string().default('ap-guangzhou'),
  TENCENT_SMS_API: z.url().default('https://sms.tencentcloudapi.com'),
  TENCENT_FACEID_API: z.url().default('https://faceid.tencentcloudapi.com'),
  SMS_APP_ID: z.string().optional(),
  SMS_SIGN_NAME: z.string().optional(),
  SMS_TEMPLATE_ID: z.string().optional(),
  WECHAT_APP_ID: z.string().optional(),
  WECHAT_APP_SECRET: z.string().optional(),
  /** Of each operation, in the fuzz test. */
  FUZZ_CASES: z.coerce.number().int().min(1).default(30),
  WECHAT_API: z.url().default('https://api.weixin.qq.com'),
  /** `topic=templateId/titleKey/bodyKey/timeKey,…`, as the templates were chosen on WeChat's side. */
  WECHAT_TEMPLATES: z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.split(/[=/]/).map((part) => part.trim())))
    .refine((entries) => entries.every((entry) => entry.length === 5 && entry.every((part) => /^[\w-]+$/.test(part))), {
      error: 'must be topic=templateId/titleKey/bodyKey/timeKey,…',
    })
    .transform((entries) =>
      entries.map(([topic = '', templateId = '', title = '', body = '', time = '']) => ({
        topic,
        templateId,
        keys: { title, body, time },
      })),
    )
    .optional(),
})

const NEEDED_IN_PRODUCTION = [
  'MONGODB_URI',
  'PUBLIC_URL',
  'TOKEN_KEY',
  'CHECK_IN_KEY',
  'INDEX_KEY',
  'CERTIFICATE_KEY',
  'DATA_KEYS',
  'TENCENT_SECRET_ID',
  'TENCENT_SECRET_KEY',
  'SMS_APP_ID',
  'SMS_SIGN_NAME',
  'SMS_TEMPLATE_ID',
  'WECHAT_APP_ID',
  'WECHAT_APP_SECRET',
] as const

/** Variables that make sense together only. */
const TOGETHER = [
  ['S3_URL', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  ['TENCENT_SECRET_ID', 'TENCENT_SECRET_KEY'],
  ['SMS_APP_ID', 'SMS_SIGN_NAME', 'SMS_TEMPLATE_ID'],
  ['WECHAT_APP_ID', 'WECHAT_APP_SECRET'],
] as const

export type Environment = Readonly<z.output<typeof schema>>

export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'EnvironmentError'
  }
}

/** Reads every variable at once and reports every problem at once. Empty strings count as unset. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  const faults = result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  const problems = [...faults, ...productionProblems(given), ...incompleteGroups(given)]
  if (!result.success || problems.length > 0) throw new EnvironmentError(problems)
  return result.data
}

/** In production a missing one is named already. */
function incompleteGroups(given: Readonly<Record<string, string | undefined>>): string[] {
  return TOGETHER.flatMap((names) => {
    const missing = names.filter((name) => given[name] === undefined)
    if (missing.length === 0 || missing.length === names.length) return []
    const isNamed = (name: string) =>
      given.NODE_ENV === 'production' && NEEDED_IN_PRODUCTION.some((needed) => needed === name)
    return missing.flatMap((name) => (isNamed(name) ? [] : [`${name}: goes together with ${names.join(', ')}`]))
  })
}

/** Judged by what was given, not by the parsed result, so that one bad variable hides no other. */
function productionProblems(given: Readonly<Record<string, string | undefined>>): string[] {
  if (given.NODE_ENV !== 'production') return []
  const missing = NEEDED_IN_PRODUCTION.filter((name) => given[name] === undefined)
  const demo = 'DEMO: the demo world and its known passwords are refused in production'
  const loopback = 'WEBHOOKS_TO_LOOPBACK: is refused in production'
  return [
    ...missing.map((name) => `${name}: is required in production`),
    ...(given.DEMO === 'true' ? [demo] : []),
    ...(given.WEBHOOKS_TO_LOOPBACK === 'true' ? [loopback] : []),
  ]
}
