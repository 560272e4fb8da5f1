/** Lower case letters, capitals, digits and underscore; upper and lower case count as the same name. */
export const USER_NAME_PATTERN = /^[A-Za-z0-9_]{4,32}$/

const LONGEST_RUN = 3

/** Why a new password is refused, as a sentence for its owner; `null` when it is good. */
export function passwordFault(password: string): string | null {
  if (password.length < 8 || password.length > 16) return '密码应为 8–16 个字符'
  if (!/^[\x21-\x7e]*$/.test(password)) return '密码只能用字母、数字和英文符号，不能有空格'
  if (!/[A-Za-z]/.test(password) || !/[0-9]/.test(password)) return '密码要同时有字母和数字'
  if (hasRun(password.toLowerCase())) return '密码不能有连续或重复的字符，例如 abcd、1234、1111'
  return null
}

/** Four characters in a row that repeat (`1111`), ascend (`abcd`) or descend (`4321`). */
function hasRun(text: string): boolean {
  let run = 1
  let lastStep: number | null = null
  for (let at = 1; at < text.length; at += 1) {
    const step = isSameClass(text, at) ? text.charCodeAt(at) - text.charCodeAt(at - 1) : Number.NaN
    if (Math.abs(step) > 1 || Number.isNaN(step)) run = 1
    else run = step === lastStep ? run + 1 : 2
    if (run > LONGEST_RUN) return true
    lastStep = step
  }
  return false
}

const classOf = (character: string) => (/[a-z]/.test(character) ? 'letter' : /[0-9]/.test(character) ? 'digit' : '')

/** Letters follow letters and digits digits; symbols form a run only by repeating. */
function isSameClass(text: string, at: number): boolean {
  const [before, here] = [text.charAt(at - 1), text.charAt(at)]
  return before === here || (classOf(here) !== '' && classOf(before) === classOf(here))
}
