import { describe, expect, it } from 'vitest'
import { compileFilter } from '../query/matcher'
import type { Document } from '../values/document'
import { ACCUMULATORS, EXPRESSION_OPERATORS, runPipeline, STAGES, validatePipeline } from './pipeline'

const left = Array.from({ length: 200 }, (_, i) => ({ _id: i, key: i % 50 }))
const right = Array.from({ length: 100 }, (_, i) => ({ _id: i, ref: i % 50 }))

function counting() {
  const asked: string[] = []
  const context = {
    lookup: (from: string, filter: Document) => {
      asked.push(from)
      return right.filter((document) => compileFilter(filter)(document))
    },
    collection: (name: string) => {
      asked.push(name)
      return right
    },
  }
  return { asked, context }
}

describe('$lookup', () => {
  it.each([
    ['by fields', { from: 'right', localField: 'key', foreignField: 'ref', as: 'found' }],
    [
      'by an equality of its pipeline',
      {
        from: 'right',
        let: { key: '$key' },
        pipeline: [{ $match: { $expr: { $and: [{ $eq: ['$ref', '$$key'] }, { $gte: ['$_id', 0] }] } } }],
        as: 'found',
      },
    ],
    ['by a pipeline that depends on nothing', { from: 'right', pipeline: [{ $limit: 2 }], as: 'found' }],
  ])('asks the other collection once, %s', (_, spec) => {
    const { asked, context } = counting()
    const results = runPipeline(left, [{ $lookup: spec }], context)
    expect(results.every(({ found }) => (found as Document[]).length === 2)).toBe(true)
    expect(asked).toEqual(['right'])
  })
})

describe('the tables of what there is', () => {
  it('name what a pipeline accepts', () => {
    expect(STAGES).toContain('$lookup')
    expect(() => validatePipeline([{ $graphLookup: {} }])).toThrow(expect.objectContaining({ code: 40324 }))
    expect(EXPRESSION_OPERATORS).toContain('$dateTrunc')
    expect(() => validatePipeline([{ $project: { a: { $sin: 1 } } }])).toThrow(expect.objectContaining({ code: 168 }))
    for (const name of ACCUMULATORS) {
      const operand = name === '$count' ? {} : '$a'
      expect(() => validatePipeline([{ $group: { _id: null, a: { [name]: operand } } }])).not.toThrow()
    }
  })
})
