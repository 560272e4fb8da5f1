import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const FAMILY = '@expo-google-fonts/noto-serif-sc'

/** Noto Serif SC whole, not a subset: rare characters of names are in it. */
export const FONT_FILES = {
  regular: resolve(`${FAMILY}/400Regular/NotoSerifSC_400Regular.ttf`),
  bold: resolve(`${FAMILY}/700Bold/NotoSerifSC_700Bold.ttf`),
} as const
