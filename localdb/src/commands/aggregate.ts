import { compilePipeline, type PipelineContext } from '../aggregate/pipeline'
import { MongoServerError } from '../errors'
import { runQuery } from '../planner/run'
import { decode } from '../values/decode'
import { type Document, isDocument } from '../values/document'
import { encode } from '../values/encode'
import { type Command, type Context, countOf, isTrue, namespaceOf, type Reply } from './command'
import { explainQuery } from './explain'
import { aggregateHead, countMatches, queryOf, snapshotOf } from './find'

function aggregate(context: Context): Reply {
  const { engine, command, database, view, deadline, transaction } = context
  if (typeof command.aggregate !== 'string') {
    throw new MongoServerError('NotImplemented', 'localdb aggregates collections only, not whole databases')
  }
  const namespace = namespaceOf(context)
  const pipeline = command.pipeline as Document[]
  const compiled = compilePipeline(pipeline)
  const { query, rest } = aggregateHead(pipeline)
  query.hint = command.hint
  if (isTrue(command.explain)) return explainQuery(context, namespace, query, false)
  const options = command.cursor
  if (!isDocument(options)) {
    throw new MongoServerError(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    )
  }
  for (const name of Object.keys(options)) {
    if (name !== 'batchSize')
      throw new MongoServerError(40415, `BSON field 'aggregate.cursor.${name}' is an unknown field.`)
  }
  const batchSize = countOf(options, 'batchSize')
  const collection = engine.catalog.get(namespace)
  const answer = (documents: Iterable<Uint8Array>) =>
    engine.cursors.open(namespace, snapshotOf(documents, context), batchSize, false, transaction)

  const counted = countOnly(rest)
  if (counted && query.sort === undefined) {
    const n = countMatches(context, namespace, query)
    return answer(n > 0 ? [encode({ _id: counted.id, [counted.name]: n })] : [])
  }
  if (!collection && rest.length === 0) return answer([])
  const found = collection ? runQuery(collection, query, { view, deadline }) : []
  if (rest.length === 0) return answer(map(found, ({ bytes }) => bytes))

  const read = (name: string, filter: Document): Iterable<Document> => {
    const other = engine.catalog.get(`${database}.${name}`)
    if (!other) return []
    return map(
      runQuery(other, queryOf({ filter }, 'filter'), { view, deadline }),
      ({ bytes, document }) => document ?? decode(bytes),
    )
  }
  const pipelineContext: PipelineContext = {
    lookup: read,
    collection: (name) => read(name, {}),
    variables: { NOW: new Date() },
  }
  const run = rest.length === pipeline.length ? compiled : compilePipeline(rest)
  const documents = map(found, ({ bytes, document }) => document ?? decode(bytes))
  return answer(map(run(documents, pipelineContext), encode))
}

function* map<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
  for (const item of items) yield change(item)
}

/** Recognizes what drivers send for `countDocuments`: one group of everything, counted. */
function countOnly(stages: Document[]): { id: unknown; name: string } | undefined {
  const group = stages.length === 1 && isDocument(stages[0]?.$group) ? stages[0].$group : undefined
  if (!group) return undefined
  const [idName, name, ...others] = Object.keys(group)
  const sum = name === undefined ? undefined : group[name]
  const isCount = isDocument(sum) && Object.keys(sum).length === 1 && sum.$sum === 1
  const isConstant = group._id === null || typeof group._id === 'number'
  return idName === '_id' && isConstant && isCount && others.length === 0
    ? { id: group._id, name: name as string }
    : undefined
}

export const AGGREGATE_COMMANDS: Record<string, Command> = {
  aggregate: {
    fields: {
      aggregate: 'any',
      pipeline: 'array!',
      cursor: 'object',
      explain: 'bool',
      allowDiskUse: 'bool',
      hint: 'any',
      bypassDocumentValidation: 'bool',
      collation: 'unsupported',
      let: 'unsupported',
    },
    isAllowedInTransaction: true,
    run: aggregate,
  },
}
