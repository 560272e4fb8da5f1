import { createHash } from 'node:crypto'

/**
 * Draws `size` of the ids: those with the least SHA-256 of seed and id. Everybody is as likely as everybody else, and
 * whoever has the seed draws the same again, whatever order the ids came in.
 */
export const drawSample = (seed: string, ids: readonly string[], size: number): string[] =>
  ids
    .map((id) => ({ id, lot: createHash('sha256').update(`${seed}:${id}`).digest('hex') }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id)
