import { type ClientSession, Schema, type Types, trusted } from 'mongoose'
import { defineModel } from '../../db/model'
import type { Deps } from '../../deps'

/** A trainee whose years have to be counted anew. */
export type Recount = {
  /** The trainee's id. */
  _id: Types.ObjectId
  /** Grows with each change, so that an entry is removed only as the one that was counted. */
  number: number
}

export const recountModel = defineModel(
  'Recount',
  new Schema<Recount>(
    { _id: { type: Schema.Types.ObjectId, required: true }, number: { type: Number, required: true } },
    { collection: 'recounts', versionKey: false },
  ),
)

/** In the transaction of whatever changes what somebody's year amounts to, or which unit's people she is one of. */
export async function askRecount(
  deps: Pick<Deps, 'db'>,
  traineeIds: readonly Types.ObjectId[],
  session: ClientSession,
): Promise<void> {
  const once = new Map(traineeIds.map((traineeId) => [String(traineeId), traineeId]))
  if (once.size === 0) return
  // A class of thousands is one update and one insert, not thousands of upserts.
  const Recounts = recountModel(deps.db)
  const _id = trusted({ $in: [...once.values()] })
  const queued = await Recounts.find({ _id }, { _id: 1 }, { session }).lean<Pick<Recount, '_id'>[]>()
  await Recounts.updateMany({ _id }, { $inc: { number: 1 } }, { session })
  for (const one of queued) once.delete(String(one._id))
  const added = [...once.values()].map((traineeId) => ({ _id: traineeId, number: 1 }))
  if (added.length > 0) await Recounts.insertMany(added, { session, lean: true })
}
