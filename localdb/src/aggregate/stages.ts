import { Long } from 'bson'
import { MongoServerError } from '../errors'
import { compileFilter } from '../query/matcher'
import { compileAddFields, compileProjectStage, type Projection } from '../query/projection'
import { parseSort, sortDocuments } from '../query/sort'
import { type Document, isDocument, isNumeric, newDocument } from '../values/document'
import { integerOf } from '../values/number'
import { compileExpression } from './expression'
import { fieldPath, nameOfType } from './scope'
import type { Run, Stage } from './stage'

const fail = (code: number, message: string) => new MongoServerError(code, message)

const perDocument =
  (change: Projection): Run =>
  (documents, { variables }) =>
    mapped(documents, (document) => change(document, variables))

function* mapped(documents: Iterable<Document>, change: (document: Document) => Document): Generator<Document> {
  for (const document of documents) yield change(document)
}

function requireDocument(name: string, spec: unknown, code: number): Document {
  if (!isDocument(spec)) throw fail(code, `${name} specification stage must be an object, got ${nameOfType(spec)}`)
  return spec
}

function count(name: string, spec: unknown, codes: { type: number; sign: number }, least: bigint): number {
  const number = isNumeric(spec) ? integerOf(spec) : undefined
  if (number === undefined)
    throw fail(codes.type, `invalid argument to ${name} stage: Expected a number in: ${name}: ${spec}`)
  if (number < least) {
    throw fail(
      codes.sign,
      least === 1n
        ? 'the limit must be positive'
        : `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${number}`,
    )
  }
  return Number(number)
}

const addFields: Stage = (spec) => perDocument(compileAddFields(requireDocument('$addFields', spec, 40272)))

function replaceWith(expression: unknown): Run {
  const evaluate = compileExpression(expression)
  return (documents, { variables }) =>
    mapped(documents, (document) => {
      const root = evaluate({ ...variables, ROOT: document, CURRENT: document })
      if (isDocument(root)) return root
      throw fail(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was: ${root}. Type of resulting value: '${nameOfType(root)}'.`,
      )
    })
}

interface Unwind {
  parts: string[]
  indexField: string | undefined
  keepsEmpty: boolean
}

function parseUnwind(spec: unknown): Unwind {
  const options = typeof spec === 'string' ? { path: spec } : spec
  if (!isDocument(options))
    throw fail(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${nameOfType(spec)}`,
    )
  const { path, includeArrayIndex, preserveNullAndEmptyArrays, ...others } = options
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw fail(28811, `unrecognized option to $unwind stage: ${unknown}`)
  if (path === undefined) throw fail(28812, 'no path specified to $unwind stage')
  if (typeof path !== 'string')
    throw fail(28808, `expected a string as the path for $unwind stage, got ${nameOfType(path)}`)
  if (!path.startsWith('$')) throw fail(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`)
  if (preserveNullAndEmptyArrays !== undefined && typeof preserveNullAndEmptyArrays !== 'boolean') {
    throw fail(
      28809,
      `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${nameOfType(preserveNullAndEmptyArrays)}`,
    )
  }
  if (includeArrayIndex !== undefined && (typeof includeArrayIndex !== 'string' || includeArrayIndex === '')) {
    throw fail(
      28810,
      `expected a non-empty string for the includeArrayIndex  option to $unwind stage, got ${nameOfType(includeArrayIndex)}`,
    )
  }
  return {
    parts: fieldPath(path.slice(1)),
    indexField: includeArrayIndex,
    keepsEmpty: preserveNullAndEmptyArrays === true,
  }
}

/** The document with another value at the path; `undefined` removes it. */
function withValue(document: Document, parts: readonly string[], value: unknown, from = 0): Document {
  const copy = Object.assign(newDocument(), document)
  const name = parts[from] as string
  if (from < parts.length - 1) {
    const inner = copy[name]
    copy[name] = withValue(isDocument(inner) ? inner : newDocument(), parts, value, from + 1)
  } else if (value === undefined) delete copy[name]
  else copy[name] = value
  return copy
}

function* unwind(documents: Iterable<Document>, { parts, indexField, keepsEmpty }: Unwind): Generator<Document> {
  const indexed = (document: Document, index: unknown) =>
    indexField === undefined ? document : withValue(document, indexField.split('.'), index)
  for (const document of documents) {
    const value = scalarAt(document, parts)
    if (Array.isArray(value) && value.length > 0) {
      for (const [i, item] of value.entries()) yield indexed(withValue(document, parts, item), Long.fromNumber(i))
    } else if (value !== undefined && value !== null && !Array.isArray(value)) yield indexed(document, null)
    else if (keepsEmpty) yield indexed(Array.isArray(value) ? withValue(document, parts, undefined) : document, null)
  }
}

/** Unlike in expressions, arrays on the way hide what is in them. */
function scalarAt(document: Document, parts: string[]): unknown {
  let value: unknown = document
  for (const part of parts) value = isDocument(value) ? value[part] : undefined
  return value
}

export const SIMPLE_STAGES: Record<string, Stage> = {
  $match: (spec) => {
    if (!isDocument(spec)) throw fail(15959, 'the match filter must be an expression in an object')
    const matches = compileFilter(spec)
    return function* (documents, { variables }) {
      const details = { variables }
      for (const document of documents) if (matches(document, details)) yield document
    }
  },
  $project: (spec) => perDocument(compileProjectStage(requireDocument('$project', spec, 15969))),
  $addFields: addFields,
  $set: addFields,
  $unset: (spec) => {
    const paths = Array.isArray(spec) ? spec : [spec]
    if (paths.length === 0)
      throw fail(31119, '$unset specification must be a string or an array with at least one field')
    for (const path of paths) {
      if (typeof path !== 'string')
        throw fail(
          Array.isArray(spec) ? 31120 : 31002,
          '$unset specification must be a string or an array containing only string values',
        )
    }
    return perDocument(compileProjectStage(Object.fromEntries(paths.map((path) => [path, 0]))))
  },
  $sort: (spec) => {
    if (!isDocument(spec)) throw fail(15973, 'the $sort key specification must be an object')
    if (Object.keys(spec).length === 0) throw fail(15976, '$sort stage must have at least one sort key')
    parseSort(spec)
    return function* (documents) {
      yield* sortDocuments(documents, spec)
    }
  },
  $limit: (spec) => {
    const most = count('$limit', spec, { type: 5107201, sign: 15958 }, 1n)
    return function* (documents) {
      let taken = 0
      for (const document of documents) {
        yield document
        if (++taken >= most) return
      }
    }
  },
  $skip: (spec) => {
    const skipped = count('$skip', spec, { type: 5107200, sign: 5107200 }, 0n)
    return function* (documents) {
      let seen = 0
      for (const document of documents) if (seen++ >= skipped) yield document
    }
  },
  $unwind: (spec) => {
    const options = parseUnwind(spec)
    return (documents) => unwind(documents, options)
  },
  $replaceRoot: (spec) => {
    if (!isDocument(spec))
      throw fail(40229, `expected an object as specification for $replaceRoot stage, got ${nameOfType(spec)}`)
    const [unknown] = Object.keys(spec).filter((name) => name !== 'newRoot')
    if (unknown !== undefined) throw fail(40415, `BSON field '$replaceRoot.${unknown}' is an unknown field.`)
    if (!('newRoot' in spec)) throw fail(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field")
    return replaceWith(spec.newRoot)
  },
  $replaceWith: (spec) => replaceWith(spec),
  $sample: (spec) => {
    if (!isDocument(spec)) throw fail(28745, 'the $sample stage specification must be an object')
    const [unknown] = Object.keys(spec).filter((name) => name !== 'size')
    if (unknown !== undefined) throw fail(28748, `unrecognized option to $sample: ${unknown}`)
    if (!isNumeric(spec.size)) throw fail(28746, 'size argument to $sample must be a number')
    const size = count('$sample', spec.size, { type: 28746, sign: 28747 }, 1n)
    return function* (documents) {
      const keyed = Array.from(documents, (document) => ({ document, order: Math.random() })).sort(
        (a, b) => a.order - b.order,
      )
      for (const { document } of keyed.slice(0, size)) yield document
    }
  },
}
