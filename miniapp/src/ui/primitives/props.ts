import type { ReactNode } from 'react'

export type PressableProps = {
  readonly className?: string
  /** What a screen reader says; without it, the text inside. */
  readonly label?: string
  readonly role?: 'button' | 'link' | 'tab' | 'checkbox' | 'radio' | 'switch'
  readonly checked?: boolean
  readonly selected?: boolean
  readonly disabled?: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

export type InputKind = 'text' | 'password' | 'phone' | 'number' | 'digits' | 'idNumber'

export type InputProps = {
  /** The label of the field, for screen readers. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** The keyboard that comes up, and how the text is shown. */
  readonly kind?: InputKind
  readonly placeholder?: string
  readonly maxLength?: number
  /** Several lines of text. */
  readonly multiline?: boolean
  readonly invalid?: boolean
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  /** The browser's `autocomplete` token: `username`, `current-password`, `one-time-code` … */
  readonly autoComplete?: string
  /** The id of the element that says what is wrong. */
  readonly describedBy?: string
  readonly onConfirm?: () => void
}

export type Option<V extends string = string> = { readonly value: V; readonly label: string }

export type ChoiceProps<V extends string = string> = {
  readonly label: string
  readonly value: V | null
  readonly options: readonly Option<V>[]
  readonly onChange: (value: V) => void
  readonly placeholder?: string
  readonly invalid?: boolean
  readonly disabled?: boolean
}

export type MomentProps = {
  readonly label: string
  /** `date`: `2026-03-01` · `time`: `08:30` */
  readonly mode: 'date' | 'time'
  readonly value: string
  readonly onChange: (value: string) => void
  readonly start?: string
  readonly end?: string
  readonly placeholder?: string
  readonly invalid?: boolean
  readonly disabled?: boolean
}

export type OverlayProps = {
  readonly label: string
  readonly onDismiss: () => void
  readonly children: ReactNode
}

export type HeadingProps = { readonly level?: 1 | 2 | 3; readonly className?: string; readonly children: ReactNode }

export type PictureProps = {
  readonly source: string
  readonly className: string
  /** It fills the box that its class gives it; otherwise the class gives the width, from which the height follows. */
  readonly fill?: boolean
  /** What a screen reader says; empty where what is around the picture says it. */
  readonly label: string
  readonly onError?: () => void
}
