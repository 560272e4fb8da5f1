import { closeSync, openSync, readSync } from 'node:fs'
import { FONT_FILES } from './fonts'

type Range = { readonly first: number; readonly last: number }

let known: readonly Range[] | undefined

/**
 * The characters of a text that the certificate's font cannot draw, each once. A certificate with an empty box in the
 * name is worth nothing, so who issues asks here first.
 */
export function missingCharacters(text: string): string[] {
  known ??= readRanges(FONT_FILES.regular)
  return [...new Set(text)].filter((character) => {
    const code = character.codePointAt(0) ?? 0
    return !/\s/.test(character) && !isKnown(known ?? [], code)
  })
}

function isKnown(ranges: readonly Range[], code: number): boolean {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (!range) return false
    if (code < range.first) high = middle - 1
    else if (code > range.last) low = middle + 1
    else return true
  }
  return false
}

/** Segmented coverage: the subtable of `cmap` that reaches beyond the basic plane. */
const FORMAT_12 = 12

/** Reads the font's table of characters alone, not its 15 MB of outlines. */
function readRanges(path: string): readonly Range[] {
  const file = openSync(path, 'r')
  const read = (position: number, length: number) => {
    const bytes = Buffer.alloc(length)
    readSync(file, bytes, 0, length, position)
    return bytes
  }
  try {
    const cmapAt = tableOffset(read, 'cmap')
    const count = read(cmapAt + 2, 2).readUInt16BE()
    for (let index = 0; index < count; index += 1) {
      const subtableAt = cmapAt + read(cmapAt + 4 + index * 8 + 4, 4).readUInt32BE()
      if (read(subtableAt, 2).readUInt16BE() === FORMAT_12) return readGroups(read, subtableAt)
    }
    throw new Error(`${path} has no full table of characters`)
  } finally {
    closeSync(file)
  }
}

type Read = (position: number, length: number) => Buffer

function tableOffset(read: Read, tag: string): number {
  const tables = read(4, 2).readUInt16BE()
  for (let index = 0; index < tables; index += 1) {
    const entry = read(12 + index * 16, 16)
    if (entry.toString('latin1', 0, 4) === tag) return entry.readUInt32BE(8)
  }
  throw new Error(`the font has no table ${tag}`)
}

function readGroups(read: Read, subtableAt: number): Range[] {
  const count = read(subtableAt + 12, 4).readUInt32BE()
  const groups = read(subtableAt + 16, count * 12)
  return Array.from({ length: count }, (_, index) => ({
    first: groups.readUInt32BE(index * 12),
    last: groups.readUInt32BE(index * 12 + 4),
  }))
}
