import { type Model, Types, trusted } from 'mongoose'

type AboutPerson = { readonly _id: Types.ObjectId; readonly traineeId: Types.ObjectId | null }

/** Whom things of one collection are about, by the ids that files have for them; what follows a dot is a part of it. */
export async function traineesOf<T extends AboutPerson>(
  model: Model<T>,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, Types.ObjectId>> {
  const thingOf = (ownerId: string) => ownerId.split('.')[0] ?? ''
  const things = [...new Set(ownerIds.map(thingOf))].map((id) => new Types.ObjectId(id))
  const found = await model
    .find({ _id: trusted({ $in: things }) }, { traineeId: 1 })
    .lean<AboutPerson[]>()
    .exec()
  const people = new Map(found.map(({ _id, traineeId }) => [String(_id), traineeId]))
  return new Map(
    ownerIds.flatMap((ownerId) => {
      const person = people.get(thingOf(ownerId))
      return person ? [[ownerId, person]] : []
    }),
  )
}
