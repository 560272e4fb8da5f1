import type { DataKind } from '@jijiao/shared/my-data'
import type { ClientSession, QueryFilter, Types } from 'mongoose'
import type { Circumstances } from '../audit'
import type { Collection, ModelOf } from '../db/model'
import type { Deps } from '../deps'

/** By what a person's data is found. Nothing of it leaves the server. */
export type DataSubject = {
  readonly accountId: Types.ObjectId
  readonly traineeId: Types.ObjectId | null
  readonly residentIdIndex: string | null
  readonly phoneIndex: string
  readonly wechatOpenId: string | null
}

/** As its owner reads it: what a thing says under the names of the screen. */
export type DataRow = Readonly<Record<string, unknown>>

type DataSource = {
  readonly collection: Collection
  count(deps: Deps, subject: DataSubject): Promise<number>
  rows(deps: Deps, subject: DataSubject): AsyncIterable<DataRow>
}

type Erasing = {
  readonly deps: Deps
  readonly of: Circumstances
  readonly subject: DataSubject
  readonly session: ClientSession
}

/**
 * What a feature holds about persons, of one kind. Features that hold some of the same kind each say so for their own
 * collections; a test finds the collection that nobody speaks for.
 */
export type PersonalData = {
  readonly kind: DataKind
  readonly sources?: readonly DataSource[]
  /** Collections with something of this kind that cannot be found by person: names in a trail, ids, what soon expires. */
  readonly also?: readonly Collection[]
  /** What is most worth knowing of it, personal numbers masked. */
  summary?(deps: Deps, subject: DataSubject): Promise<string | null>
  /** Deletes all of it that need not be kept, in the transaction of the grant or of the closing. */
  erase?(erasing: Erasing): Promise<void>
}

/** What one collection holds of a person. The filter goes by an index; `null` when there can be nothing. */
export function dataOf<T>(source: {
  readonly model: ModelOf<T>
  readonly of: (subject: DataSubject) => QueryFilter<T> | null
  readonly show: (document: T, deps: Deps) => DataRow | Promise<DataRow>
}): DataSource {
  const { model, of, show } = source
  return {
    collection: model,
    async count({ db }, subject) {
      const filter = of(subject)
      return filter ? model(db).countDocuments(filter) : 0
    },
    async *rows(deps, subject) {
      const filter = of(subject)
      if (!filter) return
      for await (const document of model(deps.db).find(filter).lean<T[]>().cursor()) yield await show(document, deps)
    },
  }
}

/** Of what belongs to the professional profile. */
export const ofTrainee = ({ traineeId }: DataSubject) => traineeId && { traineeId }

export const collectionsOf = ({ sources = [], also = [] }: PersonalData): readonly Collection[] => [
  ...sources.map(({ collection }) => collection),
  ...also,
]
