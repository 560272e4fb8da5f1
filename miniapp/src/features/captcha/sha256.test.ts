import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { sha256 } from './sha256'

it('hashes texts of every length as everybody else does', () => {
  for (let length = 0; length < 140; length++) {
    const text = 'Jijiao.2580-'.repeat(12).slice(0, length)
    expect(Buffer.from(sha256(text)).toString('hex')).toBe(createHash('sha256').update(text).digest('hex'))
  }
})
