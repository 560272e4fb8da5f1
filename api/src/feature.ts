import type { Contract } from '@jijiao/shared/http'
import type Router from '@koa/router'
import type { TodoSource } from './approvals'
import type { AttachmentOwner } from './attachments'
import type { FactSource } from './audit'
import type { Collection } from './db/model'
import type { Deps } from './deps'
import type { Handlers } from './http/call'
import { type MountDeps, mount } from './http/mount'
import type { JobDefinition } from './jobs'
import type { PersonalData } from './privacy/personal-data'
import type { UnitDataKind } from './unit-data'

type Slice<C extends Contract> = {
  readonly name: string
  readonly contract: C
  readonly collections: readonly Collection[]
  readonly routes: (deps: Deps) => Handlers<C>
  /** Facts kept inside the feature's own documents until they are sealed. */
  readonly factSource?: (deps: Deps) => FactSource
  /** Whose things have files. */
  readonly attachmentOwners?: (deps: Deps) => readonly AttachmentOwner[]
  /** What of its things waits for operators to decide. */
  readonly todoSources?: (deps: Deps) => readonly TodoSource[]
  /** What units own of its things. */
  readonly unitData?: readonly UnitDataKind[]
  /** What it holds about persons. */
  readonly personalData?: readonly PersonalData[]
  /** The kinds of background work that it does. */
  readonly jobs?: (deps: Deps) => readonly JobDefinition[]
}

/** A vertical slice as the app sees it: its contract's types stay inside. */
export type Feature = Omit<Slice<Contract>, 'routes'> & {
  mount(router: Router, deps: MountDeps): void
}

export function defineFeature<C extends Contract>({ routes, ...slice }: Slice<C>): Feature {
  return { ...slice, mount: (router, deps) => mount(router, deps, slice, routes(deps)) }
}
