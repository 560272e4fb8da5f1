import { expect, it } from 'vitest'
import { Cursors } from './cursors'

const rows = () => Array.from({ length: 300 }, () => new Uint8Array(8)).values()

it('forgets a cursor that nobody has used for ten minutes', () => {
  const cursors = new Cursors()
  const reply = Buffer.from(cursors.open('a.b', rows(), 2))
  const id = reply.readBigInt64LE(reply.indexOf('\x12id\0') + 4)
  cursors.expireIdle(Date.now() + 9 * 60_000)
  expect(() => cursors.more(id, 'a.b', 2)).not.toThrow()
  cursors.expireIdle(Date.now() + 11 * 60_000)
  expect(() => cursors.more(id, 'a.b', 2)).toThrow('not found')
})
