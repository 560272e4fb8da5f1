import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { withTable } from './support/table'

it('the README lists what the server knows (else: npm run readme -w localdb)', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  expect(readme).toBe(withTable(readme))
})
