import { expect, it } from 'vitest'
import { TextEncoder as OwnTextEncoder } from './text-encoder'

it.each(['', 'plain 100%', '东莞', '𠮷 ✓'])('encodes "%s" as the platform does', (text) => {
  expect(new OwnTextEncoder().encode(text)).toEqual(new TextEncoder().encode(text))
})
