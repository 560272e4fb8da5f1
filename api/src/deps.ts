import type { Environment } from '@jijiao/config/environment'
import type { ApprovalKind } from '@jijiao/shared/approvals'
import type { Connection } from 'mongoose'
import type { Logger } from 'pino'
import type { TodoSource } from './approvals'
import type { AttachmentOwner } from './attachments'
import type { Revocations } from './auth/revocations'
import type { AccessTokens } from './auth/tokens'
import type { RequestLimits } from './http/limits'
import type { Metrics } from './observability/metrics'
import type { PersonalData } from './privacy/personal-data'
import type { Vault } from './privacy/vault'
import type { RealNameProvider } from './realname'
import type { Secrets } from './secrets'
import type { SmsSender } from './sms'
import type { FileStore } from './storage'
import type { UnitDataKind } from './unit-data'
import type { WechatClient } from './wechat'

/** What comes from outside. Tests replace the clock and foreign networks, nothing else. */
export type Outside = {
  readonly env: Environment
  readonly secrets: Secrets
  readonly db: Connection
  readonly log: Logger
  readonly clock: { now(): number }
  readonly wechat: WechatClient
  readonly sms: SmsSender
  readonly realName: RealNameProvider
  readonly files: FileStore
  /** Other limits than those of a server in use, for loads and matrices that one account sends. */
  readonly limits?: RequestLimits
}

/** What every feature may use. */
export type Deps = Outside & {
  readonly tokens: AccessTokens
  readonly revocations: Revocations
  readonly vault: Vault
  readonly metrics: Metrics
  /** By kind of owner: who may open its files. */
  readonly attachmentOwners: ReadonlyMap<string, AttachmentOwner>
  /** By kind: what waits for operators to decide. */
  readonly todoSources: ReadonlyMap<ApprovalKind, TodoSource>
  /** All that units own, kind by kind. */
  readonly unitData: readonly UnitDataKind[]
  /** What the features hold about persons. */
  readonly personalData: readonly PersonalData[]
}
