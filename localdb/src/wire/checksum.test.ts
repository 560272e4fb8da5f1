import { describe, expect, it } from 'vitest'
import { crc32c } from './checksum'

describe('CRC-32C', () => {
  it.each([
    ['32 zero bytes', Buffer.alloc(32), 0x8a9136aa],
    ['32 bytes of ones', Buffer.alloc(32, 255), 0x62a8ab43],
    ['32 rising bytes', Buffer.from(Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e],
    ['the digits 1 to 9', Buffer.from('123456789'), 0xe3069283],
    ['nothing', Buffer.alloc(0), 0],
  ])('is right for %s', (_, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected)
  })
})
