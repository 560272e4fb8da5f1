import { create } from 'zustand'
import { readStored, store } from '../../platform/storage'
import type { Theme } from '../../ui'

const NAME = 'display'

type Choices = {
  /** Larger text and larger targets. */
  readonly isElder: boolean
  readonly theme: Theme
  /** The person has been asked about the size of the text, and has answered. */
  readonly hasChosenSize: boolean
}

type Display = Choices & {
  readonly setElder: (isElder: boolean) => void
  readonly setTheme: (theme: Theme) => void
}

const DEFAULTS: Choices = { isElder: false, theme: 'system', hasChosenSize: false }

/** How this device shows the pages. */
export const useDisplay = create<Display>((set, get) => {
  function choose(change: Partial<Choices>): void {
    set(change)
    const { isElder, theme, hasChosenSize } = get()
    store(NAME, { isElder, theme, hasChosenSize })
  }
  return {
    ...DEFAULTS,
    ...readStored<Partial<Choices>>(NAME),
    setElder: (isElder) => choose({ isElder, hasChosenSize: true }),
    setTheme: (theme) => choose({ theme }),
  }
})
