/** What a screen reader is told about a part of the page. */
export type A11y = {
  readonly role?: string
  readonly label?: string
  readonly hidden?: boolean
  readonly checked?: boolean
  readonly selected?: boolean
  readonly disabled?: boolean
}
