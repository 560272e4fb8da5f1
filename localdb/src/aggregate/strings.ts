import { isRegex, regexOf, regexWithOptions } from '../query/regex'
import { numberOf } from '../values/number'
import { namedArguments } from './arguments'
import { textOf } from './conversions'
import { fail, isNullish, nameOfType, type Operator, requireText, type SpecialForm } from './scope'

const characters = (text: string) => [...text]

/** Null counts as the empty text. */
function coerced(value: unknown): string {
  const text = isNullish(value) ? '' : textOf(value)
  if (text === undefined) throw fail(16007, `can't convert from BSON type ${nameOfType(value)} to String`)
  return text
}

// MongoDB changes the case of ASCII letters only.
const upper = (text: string) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
const lower = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

function substring(value: unknown, start: unknown, count: unknown): string {
  const [from, length] = [numberOf(start), numberOf(count)]
  if (!(from >= 0)) throw fail(34451, `$substrCP: the starting index must be a non-negative integer`)
  if (!(length >= 0)) throw fail(34453, `$substrCP: length must be a nonnegative integer`)
  return characters(coerced(value))
    .slice(from, from + length)
    .join('')
}

function indexOf(text: unknown, part: unknown, from: unknown = 0, to: unknown = Infinity): number | null {
  if (isNullish(text)) return null
  const list = characters(requireText(40093, '$indexOfCP', text)).slice(0, numberOf(to))
  const start = list.slice(0, numberOf(from)).join('').length
  if (numberOf(from) > list.length) return -1
  const found = list.join('').indexOf(requireText(40094, '$indexOfCP', part), start)
  return found < 0 ? -1 : characters(list.join('').slice(0, found)).length
}

function concatenate(...values: unknown[]): string | null {
  const texts = values.map((value) => (isNullish(value) ? null : requireText(16702, '$concat', value)))
  return texts.includes(null) ? null : texts.join('')
}

function split(text: unknown, separator: unknown): string[] | null {
  if (isNullish(text) || isNullish(separator)) return null
  if (separator === '') throw fail(40087, '$split requires a non-empty separator')
  return requireText(40085, '$split', text).split(requireText(40086, '$split', separator))
}

const plain: Record<string, Operator> = {
  $concat: { arity: [0, Infinity], apply: concatenate },
  $toUpper: { arity: [1, 1], apply: (value) => upper(coerced(value)) },
  $toLower: { arity: [1, 1], apply: (value) => lower(coerced(value)) },
  $strLenCP: { arity: [1, 1], apply: (value) => characters(requireText(34471, '$strLenCP', value)).length },
  $strLenBytes: { arity: [1, 1], apply: (value) => Buffer.byteLength(requireText(34473, '$strLenBytes', value)) },
  $substrCP: { arity: [3, 3], apply: substring },
  $indexOfCP: { arity: [2, 4], apply: indexOf },
  $split: { arity: [2, 2], apply: split },
}

const trimming =
  (end: 'start' | 'end' | 'both'): SpecialForm =>
  (operand, compile, name) => {
    const { input, chars } = namedArguments(name, operand, { input: 50695 }, ['chars'], compile, 50694)
    return (scope) => {
      const [text, given] = [input?.(scope), chars?.(scope)]
      if (isNullish(text) || (chars && isNullish(given))) return null
      const trimmed = given === undefined ? undefined : characters(requireText(50700, name, given))
      const isTrimmed = (character = 'x') => trimmed?.includes(character) ?? /[\s\0]/.test(character)
      const list = characters(requireText(50699, name, text))
      let [from, to] = [0, list.length]
      if (end !== 'end') while (from < to && isTrimmed(list[from])) from++
      if (end !== 'start') while (to > from && isTrimmed(list[to - 1])) to--
      return list.slice(from, to).join('')
    }
  }

const replacing =
  (method: 'replace' | 'replaceAll'): SpecialForm =>
  (operand, compile, name) => {
    const required = { input: 51749, find: 51748, replacement: 51747 }
    const { input, find, replacement } = namedArguments(name, operand, required, [], compile, 51750)
    return (scope) => {
      const values = [input?.(scope), find?.(scope), replacement?.(scope)]
      const [text, part, by] = values.map((value, i) => (isNullish(value) ? null : requireText(51746 - i, name, value)))
      return isNullish(text) || isNullish(part) || isNullish(by) ? null : text[method](part, () => by)
    }
  }

const regexMatch: SpecialForm = (operand, compile, name) => {
  const required = { input: 31022, regex: 31023 }
  const { input, regex, options } = namedArguments(name, operand, required, ['options'], compile, 31024)
  return (scope) => {
    const [text, pattern, flags] = [input?.(scope), regex?.(scope), options?.(scope)]
    if (isNullish(text) || isNullish(pattern)) return false
    if (typeof pattern !== 'string' && !isRegex(pattern))
      throw fail(51105, `${name} needs 'regex' to be of type string or regex`)
    return regexOf(regexWithOptions(pattern, flags ?? undefined)).test(requireText(51104, name, text))
  }
}

const named: Record<string, SpecialForm> = {
  $trim: trimming('both'),
  $ltrim: trimming('start'),
  $rtrim: trimming('end'),
  $replaceOne: replacing('replace'),
  $replaceAll: replacing('replaceAll'),
  $regexMatch: regexMatch,
}

export const STRINGS = { plain, named }
