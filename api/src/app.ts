import type { ApprovalKind } from '@jijiao/shared/approvals'
import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'
import compress from 'koa-compress'
import helmet from 'koa-helmet'
import type { ClientSession } from 'mongoose'
import type { TodoSource } from './approvals'
import type { AttachmentOwner } from './attachments'
import { createSealer, pendingFactModel, sealedFactModel } from './audit'
import { createRevocations, revocationModel } from './auth/revocations'
import { createAccessTokens } from './auth/tokens'
import type { Collection } from './db/model'
import type { Deps, Outside } from './deps'
import type { Feature } from './feature'
import { features } from './features'
import { certificatePages } from './features/certificates'
import { tellOfJob } from './features/jobs'
import { documentation } from './http/documentation'
import { idempotencyModel } from './http/idempotency'
import { createRequestLimits } from './http/limits'
import { operations } from './http/operations'
import { answerProblems, observeRequests } from './http/stack'
import { createWorker, type Job, type Worker } from './jobs'
import { createMetrics } from './observability/metrics'
import { createVault } from './privacy/vault'
import { hallScreen } from './screen'
import { webClient } from './web'

export type App = {
  readonly koa: Koa
  readonly deps: Deps
  /** Runs the background work of all features beside the requests. */
  readonly worker: Worker
  /** Makes collections and indexes, then starts background work. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Everything but listening: values in, an app out. Tests build as many as they like. */
export function createApp(outside: Outside): App {
  const { env, db, clock, log } = outside
  const metrics = createMetrics()
  const now = () => clock.now()
  const attachmentOwners = new Map<string, AttachmentOwner>()
  const todoSources = new Map<ApprovalKind, TodoSource>()
  const deps: Deps = {
    ...outside,
    metrics,
    attachmentOwners,
    todoSources,
    unitData: features.flatMap((feature) => feature.unitData ?? []),
    personalData: features.flatMap((feature) => feature.personalData ?? []),
    tokens: createAccessTokens(outside.secrets.tokenKey, now),
    revocations: createRevocations(db, now, log),
    vault: createVault(outside.secrets),
  }
  for (const owner of features.flatMap((feature) => feature.attachmentOwners?.(deps) ?? [])) {
    attachmentOwners.set(owner.kind, owner)
  }
  for (const source of features.flatMap((feature) => feature.todoSources?.(deps) ?? [])) {
    todoSources.set(source.kind, source)
  }
  const sources = features.flatMap((feature) => feature.factSource?.(deps) ?? [])
  const sealer = createSealer(db, sources, { log, metrics })
  const jobs = features.flatMap((feature) => feature.jobs?.(deps) ?? [])
  const tell = (job: Job, session: ClientSession) => tellOfJob(deps, job, session)
  const worker = createWorker(db, jobs, { clock, log, tell })
  const state = { isReady: false }

  const router = new Router()
  const limits = outside.limits ?? createRequestLimits()
  for (const feature of features) feature.mount(router, { ...deps, limits })

  const koa = new Koa({ proxy: env.TRUST_PROXY })
  koa.use(observeRequests(deps))
  koa.use(compress({ threshold: 2_048 }))
  koa.use(helmet(security))
  koa.use(answerProblems(deps))
  koa.use(operations(deps, () => state.isReady))
  koa.use(bodyParser({ enableTypes: ['json'], jsonLimit: '100kb', encoding: 'utf-8' }))
  koa.use(router.routes())
  koa.use(router.allowedMethods())
  koa.use(documentation())
  koa.use(hallScreen())
  koa.use(certificatePages({ ...deps, limits }))
  koa.use(webClient(env))

  return {
    koa,
    deps,
    worker,
    async start() {
      for (const collection of collections(features)) await collection.prepare(db)
      await deps.revocations.start()
      sealer.start()
      await worker.start()
      state.isReady = true
    },
    async stop() {
      state.isReady = false
      deps.revocations.stop()
      await worker.stop()
      await sealer.stop()
    },
  }
}

/** Everything that is stored. */
export const collections = (list: readonly Feature[]): readonly Collection[] => [
  revocationModel,
  idempotencyModel,
  pendingFactModel,
  sealedFactModel,
  ...list.flatMap((feature) => feature.collections),
]

/** The pages are our own files only. Camera for scanning; images also as data (QR codes) and blobs (chosen pictures). */
const security = {
  contentSecurityPolicy: {
    useDefaults: true,
    directives: {
      'default-src': ["'self'"],
      'script-src': ["'self'", "'wasm-unsafe-eval'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'media-src': ["'self'", 'blob:'],
      'worker-src': ["'self'", 'blob:'],
      'upgrade-insecure-requests': null,
    },
  },
  // Plain http on the local network is how a first try works; the proxy in front adds HSTS.
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
} satisfies Parameters<typeof helmet>[0]
