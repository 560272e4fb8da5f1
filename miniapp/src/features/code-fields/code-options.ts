import type { CodeList } from '@jijiao/shared/codes'
import type { Option } from '../../ui'

/** The rows of a code list that may be chosen. */
export function optionsOf(list: CodeList): readonly Option[] {
  return list.filter((entry) => !entry.isGroup).map(({ code, label }) => ({ value: code, label }))
}
