import { create } from 'zustand'
import { readStored, store } from '../../platform/storage'

const NAME = 'display'

type Display = {
  /** Larger text and larger targets. */
  readonly isElder: boolean
  readonly setElder: (isElder: boolean) => void
}

/** How this device shows the pages. */
export const useDisplay = create<Display>((set) => ({
  isElder: readStored<{ isElder: boolean }>(NAME)?.isElder ?? false,
  setElder: (isElder) => {
    set({ isElder })
    store(NAME, { isElder })
  },
}))
