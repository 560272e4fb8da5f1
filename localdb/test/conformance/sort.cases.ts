import { Decimal128, Long, MaxKey, MinKey, ObjectId } from 'mongodb'
import { type Case, sorts } from './case'

export const sortCases: Case[] = [
  sorts('ascending', [{ v: 3 }, { v: 1 }, { v: 2 }], { v: 1 }, [2, 3, 1]),
  sorts('descending', [{ v: 3 }, { v: 1 }, { v: 2 }], { v: -1 }, [1, 3, 2]),
  sorts(
    'by type, then value',
    [
      { v: new MaxKey() },
      { v: new Date(0) },
      { v: true },
      { v: new ObjectId() },
      { v: { a: 1 } },
      { v: 'a' },
      { v: 5 },
      {},
      { v: new MinKey() },
    ],
    { v: 1 },
    [9, 8, 7, 6, 5, 4, 3, 2, 1],
  ),
  sorts('missing as null', [{ v: 1 }, {}, { v: null, w: 1 }], { v: 1, _id: 1 }, [2, 3, 1]),
  sorts(
    'numbers of all types as one',
    [{ v: 2.5 }, { v: Long.fromNumber(2) }, { v: Decimal128.fromString('2.25') }, { v: 3 }],
    { v: 1 },
    [2, 3, 1, 4],
  ),
  sorts('NaN below all numbers', [{ v: 1 }, { v: Number.NaN }, { v: -1e308 }], { v: 1 }, [2, 3, 1]),
  sorts('arrays by the smallest element ascending', [{ v: [5, 1] }, { v: [3] }, { v: [2, 9] }], { v: 1 }, [1, 3, 2]),
  sorts('arrays by the largest element descending', [{ v: [5, 1] }, { v: [3] }, { v: [2, 9] }], { v: -1 }, [3, 1, 2]),
  sorts('an empty array below null', [{ v: null }, { v: [] }, { v: 1 }], { v: 1 }, [2, 1, 3]),
  sorts(
    'by several fields',
    [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 0, b: 9 },
    ],
    { a: 1, b: -1 },
    [3, 2, 1],
  ),
  sorts('by a dotted path', [{ a: { b: 2 } }, { a: { b: 1 } }], { 'a.b': 1 }, [2, 1]),
  sorts('by a path through an array', [{ a: [{ b: 5 }, { b: 2 }] }, { a: [{ b: 3 }] }], { 'a.b': 1 }, [1, 2]),
  sorts(
    'texts by code point',
    [{ v: 'b' }, { v: 'B' }, { v: 'a' }, { v: '张' }, { v: '𠮷' }, { v: '\uffee' }],
    { v: 1 },
    [2, 3, 1, 4, 6, 5],
  ),
  sorts('documents field by field', [{ v: { a: 2 } }, { v: { a: 1, b: 1 } }, { v: { a: 1 } }], { v: 1 }, [3, 2, 1]),
  sorts('false before true', [{ v: true }, { v: false }], { v: 1 }, [2, 1]),
  {
    title: 'refuses two arrays side by side',
    given: [
      { a: [1, 2], b: [1, 2] },
      { a: 1, b: 1 },
    ],
    when: (collection) => collection.find().sort({ a: 1, b: 1 }).toArray(),
    fails: { code: 2, codeName: 'BadValue' },
  },
]
