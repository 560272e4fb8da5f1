import type { Contract } from '@jijiao/shared/http'
import type { FactSource } from './audit'
import type { Collection } from './db/model'
import type { Deps } from './deps'
import type { Handlers } from './http/call'

/** A vertical slice as the app sees it. */
export type Feature<C extends Contract = Contract> = {
  readonly name: string
  readonly contract: C
  readonly collections: readonly Collection[]
  readonly routes: (deps: Deps) => Handlers<C>
  /** Facts kept inside the feature's own documents until they are sealed. */
  readonly factSource?: (deps: Deps) => FactSource
}

export const defineFeature = <C extends Contract>(feature: Feature<C>): Feature<C> => feature
