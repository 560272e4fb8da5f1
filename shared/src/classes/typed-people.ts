import { checkResidentId, RESIDENT_ID_MESSAGES } from '../identifiers'

export type TypedPerson = { readonly name: string; readonly residentId: string }

/** A line of a typed list: the person in it, or what is wrong with it. */
export type TypedLine = {
  readonly text: string
  /** What to call it: the name in it, otherwise how it begins. */
  readonly title: string
} & ({ readonly person: TypedPerson; readonly fault: null } | { readonly person: null; readonly fault: string })

/** A name, then an ID number; between them whatever people type or paste, or nothing. */
const NAME_AND_NUMBER = /^([^\d]+?)[\s,，、;；:：]*(\d[\dxX\s]*)$/
const LONGEST_NAME = 50
const LONGEST_TITLE = 8

/** Reads a list of names and ID numbers, one person a line; empty lines are none. `on`: the day of the check. */
export const typedPeople = (list: string, on: Date): TypedLine[] =>
  list
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => readLine(line, on))

function readLine(text: string, on: Date): TypedLine {
  // Full-width digits and letters become plain ones; what the line was stays as it was typed.
  const [, name = '', number = ''] = NAME_AND_NUMBER.exec(text.normalize('NFKC').replace(/\p{Cf}/gu, '')) ?? []
  const wrong = (fault: string): TypedLine => ({ text, title: shortened(name || text), person: null, fault })
  if (number === '') return wrong('每行先写姓名，再写身份证号，中间用空格隔开')
  if (name.length > LONGEST_NAME) return wrong(`姓名不能超过 ${LONGEST_NAME} 个字`)
  const check = checkResidentId(number, { on })
  if (!check.ok) return wrong(RESIDENT_ID_MESSAGES[check.problem])
  return { text, title: name, person: { name, residentId: check.value }, fault: null }
}

const shortened = (text: string) => {
  const characters = [...text]
  return characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE).join('')}…` : text
}
