import { MongoServerError } from '../errors'
import { regexWithOptions } from '../query/matcher'
import { isRegex, regexOf } from '../query/regex'
import { compareStrings } from '../values/compare'
import { documentOf } from '../values/document'
import { numberOf } from '../values/number'
import { namedArguments } from './arguments'
import { type Evaluate, isNullish, nameOfType, type Operator, type Scope, type SpecialForm } from './scope'
import { textOf } from './text'

const fail = (code: number, message: string) => new MongoServerError(code, message)
const characters = (text: string) => [...text]

/** Null counts as the empty text, as `$toUpper`, `$substr` and `$strcasecmp` have it. */
function coerced(value: unknown): string {
  if (isNullish(value)) return ''
  if (typeof value === 'string') return value
  const text = textOf(value)
  if (text === undefined) throw fail(16007, `can't convert from BSON type ${nameOfType(value)} to String`)
  return text
}

function requireText(name: string, value: unknown, code: number): string {
  if (typeof value !== 'string') throw fail(code, `${name} requires a string argument, found: ${nameOfType(value)}`)
  return value
}

const onText = (apply: (text: string) => unknown): Operator => ({
  arity: [1, 1],
  apply: (value) => apply(coerced(value)),
})

// MongoDB changes the case of ASCII letters only.
const upper = (text: string) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

const substring = (name: string, isBytes: boolean): Operator => ({
  arity: [3, 3],
  apply: (value, start, count) => {
    const text = coerced(value)
    const [from, length] = [numberOf(start), numberOf(count)]
    if (Number.isNaN(from))
      throw fail(34450, `${name}: starting index must be a numeric type (is BSON type ${nameOfType(start)})`)
    if (Number.isNaN(length))
      throw fail(34452, `${name}: length must be a numeric type (is BSON type ${nameOfType(count)})`)
    if (!isBytes) {
      if (from < 0) throw fail(34451, `${name}: the starting index must be a non-negative integer`)
      if (length < 0) throw fail(34453, `${name}: length must be a nonnegative integer`)
      return characters(text)
        .slice(from, from + length)
        .join('')
    }
    if (from < 0) throw fail(50752, `${name}: starting index must be non-negative (got: ${from})`)
    const bytes = Buffer.from(text)
    const part = bytes.subarray(from, length < 0 ? undefined : from + length)
    const isInside = (index: number) => ((bytes[index] ?? 0) & 0xc0) === 0x80
    if (isInside(from)) throw fail(28656, `${name}:  Invalid range, starting index is a UTF-8 continuation byte.`)
    if (isInside(from + part.length))
      throw fail(28657, `${name}:  Invalid range, ending index is in the middle of a UTF-8 character.`)
    return part.toString()
  },
})

const indexOf = (name: string, isBytes: boolean): Operator => ({
  arity: [2, 4],
  apply: (text, part, from = 0, to = Infinity) => {
    if (isNullish(text)) return null
    if (typeof text !== 'string')
      throw fail(isBytes ? 40091 : 40093, `${name} requires a string as the first argument, found: ${nameOfType(text)}`)
    if (typeof part !== 'string')
      throw fail(
        isBytes ? 40092 : 40094,
        `${name} requires a string as the second argument, found: ${nameOfType(part)}`,
      )
    const [start, end] = [numberOf(from), numberOf(to)]
    if (start < 0 || end < 0) throw fail(40097, `${name} requires a nonnegative start and end index`)
    if (isBytes) return Buffer.from(text).subarray(0, end).indexOf(part, start)
    const head = characters(text).slice(0, end)
    if (start > head.length) return -1
    const found = head.join('').indexOf(part, head.slice(0, start).join('').length)
    return found < 0 ? -1 : characters(head.join('').slice(0, found)).length
  },
})

const plain: Record<string, Operator> = {
  $concat: {
    arity: [0, Infinity],
    apply: (...values) => {
      if (values.some(isNullish)) return null
      for (const value of values)
        if (typeof value !== 'string') throw fail(16702, `$concat only supports strings, not ${nameOfType(value)}`)
      return values.join('')
    },
  },
  $toUpper: onText(upper),
  $toLower: onText(lower),
  $strcasecmp: { arity: [2, 2], apply: (a, b) => compareStrings(upper(coerced(a)), upper(coerced(b))) },
  $strLenCP: { arity: [1, 1], apply: (value) => characters(requireText('$strLenCP', value, 34471)).length },
  $strLenBytes: { arity: [1, 1], apply: (value) => Buffer.byteLength(requireText('$strLenBytes', value, 34473)) },
  $substr: substring('$substrBytes', true),
  $substrBytes: substring('$substrBytes', true),
  $substrCP: substring('$substrCP', false),
  $indexOfCP: indexOf('$indexOfCP', false),
  $indexOfBytes: indexOf('$indexOfBytes', true),
  $split: {
    arity: [2, 2],
    apply: (text, separator) => {
      if (isNullish(text) || isNullish(separator)) return null
      if (typeof text !== 'string')
        throw fail(
          40085,
          `$split requires an expression that evaluates to a string as a first argument, found: ${nameOfType(text)}`,
        )
      if (typeof separator !== 'string')
        throw fail(
          40086,
          `$split requires an expression that evaluates to a string as a second argument, found: ${nameOfType(separator)}`,
        )
      if (separator === '') throw fail(40087, '$split requires a non-empty separator')
      return text.split(separator)
    },
  },
}

const trimming =
  (atStart: boolean, atEnd: boolean): SpecialForm =>
  (operand, compile, name) => {
    const { input, chars } = namedArguments(name, operand, { input: 50695 }, ['chars'], compile, 50694)
    return (scope) => {
      const text = input?.(scope)
      const given = chars ? chars(scope) : undefined
      if (isNullish(text) || (chars && isNullish(given))) return null
      if (typeof text !== 'string')
        throw fail(
          50699,
          `${name} requires its input to be a string, got ${text} (of type ${nameOfType(text)}) instead.`,
        )
      const isTrimmed = (character: string | undefined) => {
        if (character === undefined) return false
        return given === undefined ? /[\s\0]/.test(character) : characters(given as string).includes(character)
      }
      const list = characters(text)
      let [from, to] = [0, list.length]
      while (atStart && from < to && isTrimmed(list[from])) from++
      while (atEnd && to > from && isTrimmed(list[to - 1])) to--
      return list.slice(from, to).join('')
    }
  }

const replacing =
  (isAll: boolean): SpecialForm =>
  (operand, compile, name) => {
    const { input, find, replacement } = namedArguments(
      name,
      operand,
      { input: 51749, find: 51748, replacement: 51747 },
      [],
      compile,
      51750,
    )
    return (scope) => {
      const [text, part, by] = [input?.(scope), find?.(scope), replacement?.(scope)]
      for (const [i, value] of [text, part, by].entries()) {
        if (!isNullish(value) && typeof value !== 'string') {
          throw fail(
            [51746, 51745, 51744][i] as number,
            `${name} requires that '${['input', 'find', 'replacement'][i]}' be a string, found: ${value}`,
          )
        }
      }
      if (isNullish(text) || isNullish(part) || isNullish(by)) return null
      const substitute = () => by as string
      return isAll
        ? (text as string).replaceAll(part as string, substitute)
        : (text as string).replace(part as string, substitute)
    }
  }

function regexArguments(operand: unknown, compile: (expression: unknown) => Evaluate, name: string) {
  const { input, regex, options } = namedArguments(
    name,
    operand,
    { input: 31022, regex: 31023 },
    ['options'],
    compile,
    31024,
  )
  return (scope: Scope): { text: string; pattern: RegExp } | undefined => {
    const [text, pattern, flags] = [input?.(scope), regex?.(scope), options?.(scope)]
    if (!isNullish(text) && typeof text !== 'string') throw fail(51104, `${name} needs 'input' to be of type string`)
    if (!isNullish(pattern) && typeof pattern !== 'string' && !isRegex(pattern))
      throw fail(51105, `${name} needs 'regex' to be of type string or regex`)
    if (isNullish(text) || isNullish(pattern)) return undefined
    return { text: text as string, pattern: regexOf(regexWithOptions(pattern, flags ?? undefined)) }
  }
}

const found = (match: RegExpExecArray | RegExpMatchArray) =>
  documentOf([
    ['match', match[0]],
    ['idx', characters((match.input ?? '').slice(0, match.index)).length],
    ['captures', match.slice(1).map((capture) => capture ?? null)],
  ])

const named: Record<string, SpecialForm> = {
  $trim: trimming(true, true),
  $ltrim: trimming(true, false),
  $rtrim: trimming(false, true),
  $replaceOne: replacing(false),
  $replaceAll: replacing(true),
  $regexMatch: (operand, compile, name) => {
    const read = regexArguments(operand, compile, name)
    return (scope) => {
      const given = read(scope)
      return given !== undefined && given.pattern.test(given.text)
    }
  },
  $regexFind: (operand, compile, name) => {
    const read = regexArguments(operand, compile, name)
    return (scope) => {
      const given = read(scope)
      const match = given?.pattern.exec(given.text)
      return match ? found(match) : null
    }
  },
  $regexFindAll: (operand, compile, name) => {
    const read = regexArguments(operand, compile, name)
    return (scope) => {
      const given = read(scope)
      return given ? [...given.text.matchAll(new RegExp(given.pattern, `${given.pattern.flags}g`))].map(found) : []
    }
  },
}

export const STRINGS = { plain, named }
