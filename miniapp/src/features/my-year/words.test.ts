import { describe, expect, it } from 'vitest'
import { type Part, partWords, ruleSetWords, sharesOf } from './words'

const part: Part = {
  state: 'short',
  needTenths: 420,
  haveTenths: 300,
  countedTenths: 300,
  shortTenths: 120,
  pendingTenths: 60,
  projectedShortTenths: 60,
  deadlineOn: '2026-12-31',
}

describe('hours of a year', () => {
  it('fill a circle with what counts and, beside it, what waits; never more than the whole', () => {
    expect(sharesOf(part)).toEqual({ done: 71, pending: 14 })
    expect(sharesOf({ ...part, pendingTenths: 900 })).toEqual({ done: 71, pending: 29 })
    expect(sharesOf({ ...part, countedTenths: 900 })).toEqual({ done: 100, pending: 0 })
    expect(sharesOf({ ...part, needTenths: 0 })).toEqual({ done: 100, pending: 0 })
  })

  it('do not look complete as long as a tenth is missing', () => {
    expect(sharesOf({ ...part, countedTenths: 419, pendingTenths: 0 }).done).toBe(99)
  })

  it('are said in a sentence', () => {
    expect(partWords(part)).toBe('应有 42 学时，已有 30 学时，还差 12 学时，待认定 6 学时')
    expect(partWords({ ...part, state: 'exempt' })).toBe('免修，不要求学时')
  })

  it('name their rules without codes', () => {
    expect(ruleSetWords({ key: '440000-2024', version: 2, verified: false })).toBe('2024 年起的学时要求，第 2 版')
  })
})
