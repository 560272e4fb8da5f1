import { MongoServerError } from '../errors'
import { isRegex } from '../query/regex'
import { type Document, isDocument, newDocument } from '../values/document'
import { hashOf } from '../values/key'
import { someValue } from '../values/path'
import { compileExpression } from './expression'
import { declaring, type Evaluate, fieldPath, nameOfType, type Scope, valueAt, variableName } from './scope'
import type { PipelineContext, Run, Stage } from './stage'

const failed = (message: string) => new MongoServerError('FailedToParse', message)

interface Lookup {
  from: string
  as: string[]
  localPath?: string[]
  foreignField?: string
  variables: [name: string, evaluate: Evaluate][]
  pipeline?: Run
  /** An equality of the pipeline's first `$match` that can be answered for all documents at once. */
  equality?: { foreignField: string; value: Evaluate }
}

function parseLookup(spec: unknown, compilePipeline: (pipeline: unknown) => Run): Lookup {
  if (!isDocument(spec)) throw failed(`the $lookup specification must be an Object, but found ${nameOfType(spec)}`)
  const { from, as, localField, foreignField, let: variables, pipeline, ...others } = spec
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw failed(`unknown argument to $lookup: ${unknown}`)
  for (const [name, value] of Object.entries({ from, as, localField, foreignField })) {
    if (value !== undefined && typeof value !== 'string')
      throw failed(`$lookup argument '${name}' must be a string, found ${name}: ${value}, type: ${nameOfType(value)}`)
  }
  if (from === undefined) throw failed("must specify 'from' field for a $lookup")
  if (as === undefined) throw failed("must specify 'as' field for a $lookup")
  const hasFields = localField !== undefined || foreignField !== undefined
  if (pipeline === undefined && variables !== undefined)
    throw failed("$lookup with a 'let' argument must also specify 'pipeline'")
  if (pipeline === undefined || hasFields) {
    if (localField === undefined || foreignField === undefined)
      throw failed("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified")
  }
  if (variables !== undefined && !isDocument(variables))
    throw failed(`$lookup argument 'let: ${variables}' must be an object, is type ${nameOfType(variables)}`)
  const bound = Object.entries(variables ?? {}).map(([name, value]): [string, Evaluate] => [
    variableName(name, ''),
    compileExpression(value),
  ])
  const lookup: Lookup = { from: from as string, as: fieldPath(as as string), variables: bound }
  if (localField !== undefined) Object.assign(lookup, { localPath: fieldPath(localField as string), foreignField })
  if (pipeline !== undefined) {
    const names = bound.map(([name]) => name)
    lookup.pipeline = declaring(names, () => compilePipeline(pipeline))
    if (localField === undefined) Object.assign(lookup, { equality: findEquality(pipeline, names, bound) })
  }
  return lookup
}

/** `{ $match: { $expr: { $eq: ['$field', '$$variable'] } } }` at the head, also inside `$and`. */
function findEquality(pipeline: unknown, names: string[], bound: Lookup['variables']): Lookup['equality'] {
  const [first] = pipeline as unknown[]
  const filter = isDocument(first) ? first.$match : undefined
  const expressions: unknown[] = []
  if (isDocument(filter)) expressions.push(filter.$expr)
  for (const expression of expressions) {
    if (!isDocument(expression)) continue
    if (Array.isArray(expression.$and)) expressions.push(...expression.$and)
    if (!Array.isArray(expression.$eq)) continue
    const [left, right] = expression.$eq as unknown[]
    for (const [field, variable] of [
      [left, right],
      [right, left],
    ]) {
      if (typeof field !== 'string' || !/^\$[^$]/.test(field) || typeof variable !== 'string') continue
      const [name = '', ...rest] = variable.slice(2).split('.')
      const evaluate = bound.find(([known]) => known === name)?.[1]
      if (!variable.startsWith('$$') || !names.includes(name) || !evaluate) continue
      return {
        foreignField: field.slice(1),
        value: rest.length ? (scope) => valueAt(evaluate(scope), rest, 0) : evaluate,
      }
    }
  }
  return undefined
}

/** For each list of values, the foreign documents with one of them in the field: one query, joined by hash. */
function matchesOf(values: unknown[][], from: string, field: string, context: PipelineContext): Document[][] {
  const wanted = new Map<string, unknown>()
  for (const list of values) for (const value of list) if (!isRegex(value)) wanted.set(hashOf(value), value)
  if (wanted.size === 0) return values.map(() => [])
  const found = new Map<string, Document[]>()
  const order = new Map<Document, number>()
  const parts = field.split('.')
  for (const document of context.lookup(from, { [field]: { $in: [...wanted.values()] } })) {
    order.set(document, order.size)
    const hashes = new Set<string>()
    someValue(document, parts, (value) => !hashes.add(hashOf(value ?? null)), true)
    for (const hash of hashes) {
      if (!wanted.has(hash)) continue
      const bucket = found.get(hash)
      if (bucket) bucket.push(document)
      else found.set(hash, [document])
    }
  }
  const position = (document: Document) => order.get(document) ?? 0
  return values.map((list) => {
    if (list.length === 1) return found.get(hashOf(list[0])) ?? []
    return [...new Set(list.flatMap((value) => found.get(hashOf(value)) ?? []))].sort(
      (a, b) => position(a) - position(b),
    )
  })
}

/** What a local field is compared by: the elements of an array, null when it is missing. */
function localValues(document: Document, path: string[]): unknown[] {
  const value = valueAt(document, path, 0)
  if (Array.isArray(value)) return value.map((item) => item ?? null)
  return [value ?? null]
}

function withField(document: Document, path: string[], value: unknown): Document {
  const copy = Object.assign(newDocument(), document)
  const [name = '', ...rest] = path
  const inner = copy[name]
  copy[name] = rest.length ? withField(isDocument(inner) ? inner : newDocument(), rest, value) : value
  return copy
}

function* runLookup(documents: Iterable<Document>, lookup: Lookup, context: PipelineContext): Generator<Document> {
  const { from, as, localPath, foreignField, variables, pipeline, equality } = lookup
  const inputs = [...documents]
  const scopeOf = (document: Document): Scope => ({ ...context.variables, ROOT: document, CURRENT: document })
  let everything: Document[] | undefined
  const all = () => (everything ??= [...context.collection(from)])

  let candidates: (Document[] | undefined)[] | undefined
  if (localPath && foreignField !== undefined) {
    candidates = matchesOf(
      inputs.map((document) => localValues(document, localPath)),
      from,
      foreignField,
      context,
    )
  } else if (equality) {
    const values = inputs.map((document) => equality.value(scopeOf(document)))
    const isJoinable = (value: unknown) =>
      value !== undefined && value !== null && !Array.isArray(value) && !isRegex(value)
    const joined = matchesOf(
      values.map((value) => (isJoinable(value) ? [value] : [])),
      from,
      equality.foreignField,
      context,
    )
    candidates = joined.map((matches, i) => (isJoinable(values[i]) ? matches : undefined))
  }
  let uncorrelated: Document[] | undefined
  for (const [i, document] of inputs.entries()) {
    if (!pipeline) {
      yield withField(document, as, candidates?.[i] ?? [])
    } else if (variables.length === 0 && !candidates) {
      uncorrelated ??= [...pipeline(all(), context)]
      yield withField(document, as, uncorrelated)
    } else {
      const scope = scopeOf(document)
      const bound: Scope = { ...context.variables }
      for (const [name, evaluate] of variables) bound[name] = evaluate(scope)
      yield withField(document, as, [...pipeline(candidates?.[i] ?? all(), { ...context, variables: bound })])
    }
  }
}

const lookupStage: Stage = (spec, compilePipeline) => {
  const lookup = parseLookup(spec, compilePipeline)
  return (documents, context) => runLookup(documents, lookup, context)
}

const unionWith: Stage = (spec, compilePipeline) => {
  const options = typeof spec === 'string' ? { coll: spec } : spec
  if (!isDocument(options))
    throw failed(`the $unionWith stage specification must be an object or string, but found ${nameOfType(spec)}`)
  const { coll, pipeline = [], ...others } = options
  const [unknown] = Object.keys(others)
  if (unknown !== undefined)
    throw new MongoServerError(40415, `BSON field '$unionWith.${unknown}' is an unknown field.`)
  if (typeof coll !== 'string')
    throw new MongoServerError(40414, "BSON field '$unionWith.coll' is missing but a required field")
  const run = compilePipeline(pipeline)
  return function* (documents, context) {
    yield* documents
    yield* run(context.collection(coll), context)
  }
}

const facet: Stage = (spec, compilePipeline) => {
  if (!isDocument(spec) || Object.keys(spec).length === 0) {
    throw new MongoServerError(40169, `the $facet specification must be a non-empty object`)
  }
  const facets = Object.entries(spec).map(([name, pipeline]): [string, Run] => {
    if (!Array.isArray(pipeline))
      throw new MongoServerError(40170, `arguments to $facet must be arrays, ${name} is type ${nameOfType(pipeline)}`)
    for (const stage of pipeline) {
      if (isDocument(stage) && '$facet' in stage)
        throw new MongoServerError(40600, '$facet is not allowed to be used within a $facet stage')
    }
    return [name, compilePipeline(pipeline)]
  })
  return function* (documents, context) {
    const inputs = [...documents]
    const result = newDocument()
    for (const [name, run] of facets) result[name] = [...run(inputs, context)]
    yield result
  }
}

export const JOINING_STAGES: Record<string, Stage> = { $lookup: lookupStage, $unionWith: unionWith, $facet: facet }
