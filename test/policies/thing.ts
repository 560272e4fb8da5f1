import { Types } from 'mongoose'
import type { World } from './world'

/** What an operation is asked about. */
export type Thing = { readonly id: string; readonly version: number }

export type Made = { readonly id: unknown; readonly version?: number }

/**
 * A kind of thing of the unit, and how one comes to be in each of its states. It is made by the features' commands and
 * then put into the state directly: the matrix asks who may; that the states are reached by the right ways is for the
 * lifecycles' own tests.
 */
export type Kind = {
  readonly states: readonly string[]
  make(world: World, state: string, count: number): Promise<Made>
}

/** Of what has no states that matter. */
export const ANY = ['standing'] as const

type Change = Readonly<Record<string, unknown>>

export async function put(world: World, collection: string, id: unknown, change: Change) {
  const _id = new Types.ObjectId(String(id))
  const { matchedCount } = await world.api.app.deps.db.collection(collection).updateOne({ _id }, { $set: change })
  if (matchedCount !== 1) throw new Error(`there is no ${id} in ${collection}`)
}

export const remove = (world: World, collection: string, filter: Change) =>
  world.api.app.deps.db.collection(collection).deleteMany(filter)

/** A new thing in the state: nothing to do when it begins there. */
export async function inState(world: World, collection: string, made: Made, state: string, change: Change = {}) {
  await put(world, collection, made.id, { state, ...change })
  return made
}
