import { MongoServerError } from '../errors'
import { compileFilter } from '../query/matcher'
import { badValue } from '../query/operators'
import { copyDocument, type Document, isDocument, newDocument, typeOf } from '../values/document'
import { isArrayIndex } from '../values/path'
import { NO_CHANGE, type Operator, REMOVED } from './operators'
import { show } from './show'

/** One component of an update's path. */
export type PathPart =
  | { kind: 'field'; name: string }
  | { kind: 'matched' }
  | { kind: 'every'; name: string; accepts: (element: unknown) => boolean }

export type Target = PathPart[]

const MAX_PADDING = 1_500_000

export const pathConflict = (path: string, at: string): MongoServerError =>
  new MongoServerError('ConflictingUpdateOperators', `Updating the path '${path}' would create a conflict at '${at}'`)

/** Compiles `arrayFilters`, and paths that may refer to them by `$[identifier]`. */
export function compileArrayFilters(filters: Document[]) {
  const failed = (message: string) => new MongoServerError('FailedToParse', message)
  const byName = new Map<string, { accepts: (element: unknown) => boolean; isUsed: boolean }>()
  for (const filter of filters) {
    if (!isDocument(filter))
      throw new MongoServerError('TypeMismatch', `array filter must be a document, found ${typeOf(filter)}`)
    const names = new Set(rootNames(filter))
    const [name] = names
    if (name === undefined) throw failed('Cannot use an expression without a top-level field name in arrayFilters')
    if (names.size > 1) {
      throw failed(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].slice(0, 2).join("' and '")}'`,
      )
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      throw badValue(
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      )
    }
    if (byName.has(name)) throw failed(`Found multiple array filters with the same top-level field name ${name}`)
    const matches = compileFilter(filter)
    byName.set(name, { accepts: (element) => matches({ [name]: element }), isUsed: false })
  }
  const parsePart = (part: string, path: string, i: number): PathPart => {
    if (part === '$') return { kind: 'matched' }
    if (part === '$[]') return { kind: 'every', name: part, accepts: () => true }
    const identifier = /^\$\[(.+)\]$/.exec(part)?.[1]
    if (identifier !== undefined) {
      const filter = byName.get(identifier)
      if (!filter) throw badValue(`No array filter found for identifier '${identifier}' in path '${path}'`)
      filter.isUsed = true
      return { kind: 'every', name: part, accepts: filter.accepts }
    }
    if (part.startsWith('$') && !(i > 0 && ['$id', '$ref', '$db'].includes(part))) {
      throw new MongoServerError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${part}' in '${path}' is not allowed for storage.`,
      )
    }
    return { kind: 'field', name: part }
  }
  return {
    parse(path: string): Target {
      if (path === '') throw new MongoServerError('EmptyFieldName', 'An empty update path is not valid.')
      const parts = path.split('.')
      if (parts.includes('')) {
        throw new MongoServerError(
          'EmptyFieldName',
          `The update path '${path}' contains an empty field name, which is not allowed.`,
        )
      }
      const target = parts.map((part, i) => parsePart(part, path, i))
      if (target[0]?.kind !== 'field') {
        throw badValue(
          `Cannot have ${target[0]?.kind === 'matched' ? "positional (i.e. '$')" : "array filter identifier (i.e. '$[<id>]')"} element in the first position in path '${path}'`,
        )
      }
      return target
    },
    checkAllUsed(): void {
      for (const [name, { isUsed }] of byName) {
        if (!isUsed) throw failed(`The array filter for identifier '${name}' was not used in the update`)
      }
    },
  }
}

function rootNames(filter: Document): string[] {
  return Object.entries(filter).flatMap(([name, operand]) => {
    if (!name.startsWith('$')) return [name.split('.')[0] as string]
    return Array.isArray(operand) ? operand.filter(isDocument).flatMap(rootNames) : []
  })
}

/** Changes one document in place, but copies every document and array inside it before the first change to it. */
export class Writer {
  private readonly owned = new Set<unknown>()

  constructor(
    private readonly root: Document,
    private readonly arrayIndex: number | undefined,
    private readonly now: Date,
  ) {
    this.owned.add(root)
  }

  apply(target: Target, operator: Operator): void {
    this.descend(this.root, target, 0, operator, '')
  }

  rename(source: Target, destination: string): void {
    const from = source.map((part) => (part.kind === 'field' ? part.name : '$'))
    const value = this.readForRename(from, 'source')
    if (value === undefined) return
    const to = destination.split('.')
    this.readForRename(to, 'destination')
    this.apply(source, { createsPath: false, apply: () => REMOVED })
    this.apply(
      to.map((name) => ({ kind: 'field', name })),
      { createsPath: true, apply: () => value },
    )
  }

  private readForRename(parts: string[], end: 'source' | 'destination'): unknown {
    let value: unknown = this.root
    for (const [i, part] of parts.entries()) {
      if (Array.isArray(value)) {
        throw badValue(
          `The ${end} field cannot be an array element, '${parts.join('.')}' in doc with _id: ${show(this.root._id)} has an array field called '${parts[i - 1]}'`,
        )
      }
      if (!isDocument(value)) return undefined
      value = value[part]
    }
    return value
  }

  private own<T extends Document | unknown[]>(container: T): T {
    if (this.owned.has(container)) return container
    const copy = (Array.isArray(container) ? [...container] : copyDocument(container)) as T
    this.owned.add(copy)
    return copy
  }

  /** Changes `container`, which is already owned, below the part `i` of the target. */
  private descend(
    container: Document | unknown[],
    target: Target,
    i: number,
    operator: Operator,
    parent: string,
  ): void {
    const part = target[i] as PathPart
    if (part.kind === 'every') {
      if (!Array.isArray(container))
        throw badValue(`Cannot apply array updates to non-array element ${parent}: ${show(container)}`)
      for (let k = 0; k < container.length; k++) {
        if (part.accepts(container[k])) this.step(container, String(k), target, i, operator)
      }
      return
    }
    if (part.kind === 'matched' && this.arrayIndex === undefined) {
      throw badValue('The positional operator did not find the match needed from the query.')
    }
    this.step(container, part.kind === 'field' ? part.name : String(this.arrayIndex), target, i, operator)
  }

  private step(container: Document | unknown[], name: string, target: Target, i: number, operator: Operator): void {
    const isArray = Array.isArray(container)
    if (isArray && !isArrayIndex(name)) {
      if (operator.createsPath) throw this.notViable(name, target, i, container)
      return
    }
    const current = (container as Document)[name]
    if (i === target.length - 1) {
      const result = operator.apply(current, { now: this.now, path: pathOf(target), _id: this.root._id })
      if (result !== NO_CHANGE && !(result === REMOVED && current === undefined)) this.put(container, name, result)
      return
    }
    const isEvery = target[i + 1]?.kind === 'every'
    if (current === undefined) {
      if (isEvery) {
        throw badValue(
          `The path '${pathOf(target.slice(0, i + 1))}' must exist in the document in order to apply array updates.`,
        )
      }
      if (!operator.createsPath) return
      const created = newDocument()
      this.owned.add(created)
      this.descend(created, target, i + 1, operator, name)
      this.put(container, name, created)
      return
    }
    if (!Array.isArray(current) && !isDocument(current)) {
      if (isEvery) throw badValue(`Cannot apply array updates to non-array element ${name}: ${show(current)}`)
      if (operator.createsPath) throw this.notViable(nameOf(target[i + 1] as PathPart), target, i, { [name]: current })
      return
    }
    const inner = this.own(current)
    if (inner !== current) (container as Document)[name] = inner
    this.descend(inner, target, i + 1, operator, name)
  }

  private notViable(name: string, target: Target, i: number, element: unknown): MongoServerError {
    const shown = Array.isArray(element) ? { [nameOf(target[i - 1] as PathPart)]: element } : element
    return new MongoServerError('PathNotViable', `Cannot create field '${name}' in element ${show(shown)}`)
  }

  private put(container: Document | unknown[], name: string, value: unknown): void {
    if (!Array.isArray(container)) {
      if (value === REMOVED) delete container[name]
      else container[name] = value
      return
    }
    const index = Number(name)
    if (index - container.length > MAX_PADDING) {
      throw badValue(`can't backfill more than ${MAX_PADDING} elements of an array`)
    }
    while (container.length < index) container.push(null)
    container[index] = value === REMOVED ? null : value
  }
}

const nameOf = (part: PathPart) => (part.kind === 'matched' ? '$' : part.name)
const pathOf = (target: Target) => target.map(nameOf).join('.')
