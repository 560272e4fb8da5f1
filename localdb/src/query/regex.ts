import { BSONRegExp } from 'bson'
import { MongoServerError } from '../errors'
import { regexParts, typeOf } from '../values/document'

const cache = new Map<string, RegExp>()

/** A PCRE pattern with MongoDB's options (i, m, s, x, u) as a JS expression. Throws 51091 when it is no valid one. */
function compileRegex(pattern: string, options = ''): RegExp {
  const key = `${options}/${pattern}`
  const known = cache.get(key)
  if (known) return known
  for (const option of options) {
    if (!'imsxu'.includes(option)) throw new MongoServerError(51108, `invalid flag in regex options: ${option}`)
  }
  const [, inline = '', rest = pattern] = /^\(\?([imsx]+)\)([\s\S]*)$/.exec(pattern) ?? []
  const flags = new Set([...options, ...inline].filter((flag) => flag !== 'u' && flag !== 'x'))
  const source = options.includes('x') || inline.includes('x') ? withoutLayout(rest) : rest
  const regex = construct(source, [...flags].join(''))
  if (cache.size > 500) cache.clear()
  cache.set(key, regex)
  return regex
}

/** The flag `u` makes `.` one character even beyond the basic plane, but refuses some escapes that PCRE allows. */
function construct(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, `${flags}u`)
  } catch {
    try {
      return new RegExp(source, flags)
    } catch (error) {
      throw new MongoServerError(51091, `Regular expression is invalid: ${(error as Error).message}`)
    }
  }
}

const withoutLayout = (source: string) =>
  source.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]|\s+|#.*/g, (part) => (/^[\s#]/.test(part) ? '' : part))

export function regexOf(value: unknown): RegExp {
  const { pattern, options } = regexParts(value)
  return compileRegex(pattern, options)
}

export const isRegex = (value: unknown): boolean => typeof value === 'object' && typeOf(value) === 'regex'

/** `$regex` with its `$options`, as one regular expression. */
export function regexWithOptions(operand: unknown, options: unknown): unknown {
  if (options !== undefined && typeof options !== 'string')
    throw new MongoServerError('BadValue', '$options has to be a string')
  if (typeof operand === 'string') {
    compileRegex(operand, options)
    return new BSONRegExp(operand, options)
  }
  if (!isRegex(operand)) throw new MongoServerError('BadValue', '$regex has to be a string')
  if (options === undefined) return operand
  const regex = operand as { pattern?: string; source?: string; options?: string; flags?: string }
  if (options && (regex.options || regex.flags)) {
    throw new MongoServerError(51075, 'options set in both $regex and $options')
  }
  return new BSONRegExp(regex.pattern ?? regex.source ?? '', options)
}

/** The literal text that every match begins with, for index bounds; empty when there is none. */
export function anchoredPrefix(value: unknown): string {
  const { pattern, options } = regexParts(value)
  if (/[imx]/.test(options) || pattern.includes('|')) return ''
  const [, literal = '', next = ''] =
    /^(?:\^|\\A)((?:[^\\.^$*+?()[\]{}|]|\\[^a-zA-Z0-9])*)([\s\S]*)$/.exec(pattern) ?? []
  const characters = [...literal.replace(/\\(.)/gu, '$1')]
  return (/^[*?{]/.test(next) ? characters.slice(0, -1) : characters).join('')
}
