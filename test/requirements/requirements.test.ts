import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DOCUMENT, operationsOf, requirementsDocument, unasked } from './document'
import { REQUIREMENTS } from './rows'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

describe('the table of requirements', () => {
  it('has every operation in it', () => {
    expect(unasked()).toEqual([])
  })

  it.each(REQUIREMENTS)('names tests that use the operations: $requirement', (row) => {
    const tests = row.tests.map(read).join('\n')
    const untested = operationsOf(row).filter((name) => {
      const operation = name.split('.')[1] ?? ''
      return !new RegExp(`\\b${operation}\\b`).test(tests)
    })
    expect(untested).toEqual([])
  })

  it('is the page in the docs: npm run docs', () => {
    expect(read(DOCUMENT)).toBe(requirementsDocument())
  })
})
