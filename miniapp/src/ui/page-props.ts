import type { ReactNode } from 'react'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export type PageProps = {
  readonly title: string
  /** One of the pages of the tab bar: there is nothing to go back to. */
  readonly isTab?: boolean
  readonly elder: boolean
  readonly theme: Theme
  /** Tables and desks use the width of a desktop; everything else stays readable in one column. */
  readonly wide?: boolean
  /** The menu beside the page, where a screen has room for it. */
  readonly aside?: ReactNode
  /** Banners above the content: for whom one acts, no network. */
  readonly top?: ReactNode
  /** Stays at the bottom: the action of the page. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}
