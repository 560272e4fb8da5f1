/** A row of a code list. `code` is what is stored and exchanged, `label` what is shown. */
export interface CodeEntry<C extends string = string> {
  readonly code: C
  readonly label: string
  /** A heading of the standard that gathers the rows after it: known when it is read, not offered in a picker. */
  readonly isGroup?: boolean
}

export type CodeList<C extends string = string> = readonly CodeEntry<C>[]

/** The label of a code; `undefined` when the list does not have it (a person's legacy code, say). */
export const labelOf = (list: CodeList, code: string | null | undefined): string | undefined =>
  list.find((entry) => entry.code === code)?.label

/** What a drop-down of a spreadsheet offers. */
export const labelsOf = (list: CodeList): string[] => list.filter((entry) => !entry.isGroup).map(({ label }) => label)

/** The code of what was chosen from a drop-down; what is no label of the list stays as it was typed. */
export const codeForLabel = (list: CodeList, label: string | undefined): string | undefined =>
  list.find((entry) => entry.label === label && !entry.isGroup)?.code ?? label

/** Whether a picker would offer the code: headings and unknown codes are not. */
export const isCodeOf = <C extends string>(list: CodeList<C>, code: string): code is C =>
  list.some((entry) => entry.code === code && !entry.isGroup)

/** The codes that may be chosen, in the standard's order. */
export const codesOf = <C extends string>(list: CodeList<C>): C[] =>
  list.filter((entry) => !entry.isGroup).map((entry) => entry.code)
