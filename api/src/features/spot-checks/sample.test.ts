import { describe, expect, it } from 'vitest'
import { drawSample } from './sample'

const ids = Array.from({ length: 50 }, (_, index) => index.toString(16).padStart(24, '0'))

describe('a sample', () => {
  it('is the same for the same seed, in whatever order the people come', () => {
    expect(drawSample('seed', ids.toReversed(), 5)).toEqual(drawSample('seed', ids, 5))
    expect(drawSample('other', ids, 5)).not.toEqual(drawSample('seed', ids, 5))
    expect(drawSample('seed', ids.slice(0, 3), 5)).toHaveLength(3)
  })

  it('favours nobody', () => {
    const drawn = new Map(ids.map((id) => [id, 0]))
    for (let round = 0; round < 1_000; round += 1) {
      for (const id of drawSample(String(round), ids, 5)) drawn.set(id, (drawn.get(id) ?? 0) + 1)
    }
    // 100 each on average, with a deviation of about 9.5.
    for (const count of drawn.values()) expect(Math.abs(count - 100)).toBeLessThan(48)
  })
})
