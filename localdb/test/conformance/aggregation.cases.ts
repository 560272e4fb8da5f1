import { Decimal128, Long } from 'mongodb'
import { aggregates, type Case, refusesPipeline, typed } from './case'

const sales = [
  { shop: 'a', n: 1, price: 10, tags: ['x', 'y'] },
  { shop: 'b', n: 2, price: 20, tags: ['y'] },
  { shop: 'a', n: 3, price: 30, tags: [] },
  { shop: 'c', n: null, price: 40 },
]
const byId = { $sort: { _id: 1 } }
const ids = { $project: { _id: 1 } }
const grouped = (title: string, accumulator: object, then: unknown[], given: object[] = sales) =>
  aggregates(
    title,
    given,
    [{ $group: { _id: '$shop', v: accumulator } }, byId],
    then.map((v, i) => ({ _id: ['a', 'b', 'c'][i], v })),
  )
const authors = [
  { _id: 1, key: 'a', name: '张三' },
  { _id: 2, key: 'b', name: '李四' },
  { _id: 3, name: '无名' },
  { _id: 4, key: ['b', 'z'], name: '双' },
]

export const aggregationCases: Case[] = [
  aggregates('an empty pipeline gives everything', [{ a: 1 }], [], [{ _id: 1, a: 1 }]),
  aggregates('$match', sales, [{ $match: { shop: 'a' } }, ids], [{ _id: 1 }, { _id: 3 }]),
  aggregates(
    '$match after $group',
    sales,
    [{ $group: { _id: '$shop', n: { $sum: 1 } } }, { $match: { n: { $gt: 1 } } }],
    [{ _id: 'a', n: 2 }],
  ),
  aggregates(
    '$sort, $skip and $limit',
    sales,
    [{ $sort: { price: -1 } }, { $skip: 1 }, { $limit: 2 }, ids],
    [{ _id: 3 }, { _id: 2 }],
  ),
  aggregates(
    '$project with an expression',
    [{ a: 2, b: 3 }],
    [{ $project: { _id: 0, c: { $multiply: ['$a', '$b'] } } }],
    [{ c: 6 }],
  ),
  aggregates('$project drops', [{ a: 1, b: 2 }], [{ $project: { a: 0 } }], [{ _id: 1, b: 2 }]),
  aggregates(
    '$project makes a nested document',
    [{ a: 1 }],
    [{ $project: { _id: 0, x: { y: '$a', z: { $literal: 1 } } } }],
    [{ x: { y: 1, z: 1 } }],
  ),
  aggregates(
    '$project makes an array',
    [{ a: 1 }],
    [{ $project: { _id: 0, x: ['$a', '$nothing'] } }],
    [{ x: [1, null] }],
  ),
  aggregates(
    '$project leaves a missing field out',
    [{ a: 1 }],
    [{ $project: { _id: 0, x: '$nothing', a: 1 } }],
    [{ a: 1 }],
  ),
  aggregates(
    '$$REMOVE leaves a field out',
    [{ a: 1 }],
    [{ $project: { _id: 0, x: { $cond: [true, '$$REMOVE', 1] }, a: 1 } }],
    [{ a: 1 }],
  ),
  aggregates('$set adds and changes', [{ a: 1, b: 1 }], [{ $set: { b: 2, c: '$b' } }], [{ _id: 1, a: 1, b: 2, c: 1 }]),
  aggregates('$addFields is $set', [{ a: 1 }], [{ $addFields: { 'b.c': '$a' } }], [{ _id: 1, a: 1, b: { c: 1 } }]),
  aggregates(
    '$set inside a document keeps its other fields',
    [{ a: { x: 1 } }],
    [{ $set: { a: { y: 2 } } }],
    [{ _id: 1, a: { x: 1, y: 2 } }],
  ),
  aggregates('$unset of one', [{ a: 1, b: 1 }], [{ $unset: 'a' }], [{ _id: 1, b: 1 }]),
  aggregates(
    '$unset of several, dotted too',
    [{ a: { x: 1, y: 1 }, b: 1 }],
    [{ $unset: ['a.x', 'b'] }],
    [{ _id: 1, a: { y: 1 } }],
  ),
  aggregates('$replaceRoot', [{ a: { b: 1 } }], [{ $replaceRoot: { newRoot: '$a' } }], [{ b: 1 }]),
  aggregates(
    '$replaceWith with $mergeObjects',
    [{ a: { b: 1 } }],
    [{ $replaceWith: { $mergeObjects: [{ b: 0, c: 0 }, '$a'] } }],
    [{ b: 1, c: 0 }],
  ),
  aggregates('$count', sales, [{ $count: 'n' }], [{ n: 4 }]),
  aggregates('$count of nothing gives nothing', sales, [{ $match: { shop: 'z' } }, { $count: 'n' }], []),
  aggregates('$sortByCount', sales, [{ $sortByCount: '$shop' }, { $limit: 1 }], [{ _id: 'a', count: 2 }]),
  aggregates('$sample gives so many', sales, [{ $sample: { size: 3 } }, { $count: 'n' }], [{ n: 3 }]),
  // $unwind
  aggregates(
    '$unwind gives a document for each element',
    sales,
    [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
    [
      { _id: 1, tags: 'x' },
      { _id: 1, tags: 'y' },
      { _id: 2, tags: 'y' },
    ],
  ),
  aggregates(
    '$unwind keeps empty ones when told',
    [{ t: [] }, {}, { t: null }, { t: ['x'] }],
    [{ $unwind: { path: '$t', preserveNullAndEmptyArrays: true } }],
    [{ _id: 1 }, { _id: 2 }, { _id: 3, t: null }, { _id: 4, t: 'x' }],
  ),
  aggregates(
    '$unwind counts the elements',
    [{ t: ['x', 'y'] }],
    [{ $unwind: { path: '$t', includeArrayIndex: 'i' } }],
    [
      { _id: 1, t: 'x', i: 0 },
      { _id: 1, t: 'y', i: 1 },
    ],
  ),
  aggregates(
    '$unwind takes a scalar for one element',
    [{ t: 'x' }],
    [{ $unwind: { path: '$t', includeArrayIndex: 'i' } }],
    [{ _id: 1, t: 'x', i: null }],
  ),
  aggregates(
    '$unwind of a dotted path',
    [{ a: { t: [1, 2], u: 0 } }],
    [{ $unwind: '$a.t' }],
    [
      { _id: 1, a: { t: 1, u: 0 } },
      { _id: 1, a: { t: 2, u: 0 } },
    ],
  ),
  // $group
  aggregates(
    '$group of all',
    sales,
    [{ $group: { _id: null, total: { $sum: '$price' } } }],
    [{ _id: null, total: 100 }],
  ),
  aggregates(
    '$group by several fields',
    [
      { a: 1, b: 1 },
      { a: 1, b: 1 },
      { a: 1, b: 2 },
    ],
    [{ $group: { _id: { a: '$a', b: '$b' }, n: { $sum: 1 } } }, { $sort: { '_id.b': 1 } }],
    [
      { _id: { a: 1, b: 1 }, n: 2 },
      { _id: { a: 1, b: 2 }, n: 1 },
    ],
  ),
  aggregates(
    '$group takes missing for null',
    [{}, { a: null }, { a: 1 }],
    [{ $group: { _id: '$a', n: { $sum: 1 } } }, byId],
    [
      { _id: null, n: 2 },
      { _id: 1, n: 1 },
    ],
  ),
  aggregates(
    '$group takes equal numbers of different types for one',
    [{ a: 1 }, { a: Long.fromNumber(1) }],
    [{ $group: { _id: '$a', n: { $sum: 1 } } }, { $project: { _id: 0, n: 1 } }],
    [{ n: 2 }],
  ),
  aggregates(
    '$group by an expression',
    sales,
    [{ $group: { _id: { $gt: ['$price', 25] }, n: { $sum: 1 } } }, byId],
    [
      { _id: false, n: 2 },
      { _id: true, n: 2 },
    ],
  ),
  grouped('$sum', { $sum: '$n' }, [4, 2, 0]),
  grouped('$avg leaves what is no number out', { $avg: '$n' }, [2, 2, null]),
  grouped('$min', { $min: '$price' }, [10, 20, 40]),
  grouped('$max', { $max: '$price' }, [30, 20, 40]),
  grouped('$first', { $first: '$price' }, [10, 20, 40]),
  grouped('$last', { $last: '$price' }, [30, 20, 40]),
  grouped('$push', { $push: '$n' }, [[1, 3], [2], [null]]),
  grouped('$push leaves missing out', { $push: '$tags' }, [[['x', 'y'], []], [['y']], []]),
  grouped('$count', { $count: {} }, [2, 1, 1]),
  grouped(
    '$addToSet',
    { $addToSet: '$price' },
    [[10], [20], [40]],
    [sales[0], sales[0], sales[1], sales[3]].map((row) => ({ ...row })),
  ),
  grouped('$mergeObjects', { $mergeObjects: { n: '$n' } }, [{ n: 3 }, { n: 2 }, { n: null }]),
  grouped('$sum of an expression', { $sum: { $multiply: ['$n', '$price'] } }, [100, 40, 0]),
  {
    title: '$sum keeps types: int, long, double, decimal',
    given: [
      { i: 1, l: Long.fromNumber(1), d: 0.1, m: Decimal128.fromString('0.1') },
      { i: 2, l: Long.fromNumber(2), d: 0.2, m: Decimal128.fromString('0.2') },
    ],
    when: async (collection) => {
      const pipeline = [
        { $group: { _id: 1, i: { $sum: '$i' }, l: { $sum: '$l' }, m: { $sum: '$m' } } },
        { $unset: '_id' },
      ]
      return typed(await collection.aggregate(pipeline, { promoteValues: false }).next())
    },
    then: { i: { $numberInt: '3' }, l: { $numberLong: '3' }, m: { $numberDecimal: '0.3' } },
  },
  {
    title: '$sum of ints beyond 32 bits is a long',
    given: [{ v: 2147483647 }, { v: 1 }],
    when: async (collection) => {
      const pipeline = [{ $group: { _id: 1, v: { $sum: '$v' } } }]
      return typed((await collection.aggregate(pipeline, { promoteValues: false }).next())?.v)
    },
    then: { $numberLong: '2147483648' },
  },
  aggregates(
    '$sum of doubles carries the rounding error along',
    Array.from({ length: 10 }, () => ({ v: 0.1 })),
    [{ $group: { _id: 1, v: { $sum: '$v' } } }],
    [{ _id: 1, v: 1 }],
  ),
  // $bucket
  aggregates(
    '$bucket puts the lower bound in and leaves the upper out',
    [{ v: 0 }, { v: 5 }, { v: 9 }, { v: 10 }],
    [{ $bucket: { groupBy: '$v', boundaries: [0, 5, 10], default: 'other' } }],
    [
      { _id: 0, count: 1 },
      { _id: 5, count: 2 },
      { _id: 'other', count: 1 },
    ],
  ),
  aggregates(
    '$bucket with an output',
    [{ v: 1 }, { v: 2 }, { v: 7 }],
    [{ $bucket: { groupBy: '$v', boundaries: [0, 5, 10], output: { n: { $sum: 1 }, all: { $push: '$v' } } } }],
    [
      { _id: 0, n: 2, all: [1, 2] },
      { _id: 5, n: 1, all: [7] },
    ],
  ),
  // $lookup
  aggregates(
    '$lookup joins by equality',
    [{ w: 'a' }, { w: 'b' }, { w: 'q' }],
    [{ $lookup: { from: 'other', localField: 'w', foreignField: 'key', as: 'who' } }, { $project: { 'who._id': 1 } }],
    [
      { _id: 1, who: [{ _id: 1 }] },
      { _id: 2, who: [{ _id: 2 }, { _id: 4 }] },
      { _id: 3, who: [] },
    ],
    authors,
  ),
  aggregates(
    '$lookup joins missing with missing and null',
    [{}],
    [{ $lookup: { from: 'other', localField: 'w', foreignField: 'key', as: 'who' } }, { $project: { 'who._id': 1 } }],
    [{ _id: 1, who: [{ _id: 3 }] }],
    authors,
  ),
  aggregates(
    '$lookup joins every element of a local array',
    [{ w: ['a', 'b'] }],
    [{ $lookup: { from: 'other', localField: 'w', foreignField: 'key', as: 'who' } }, { $project: { 'who._id': 1 } }],
    [{ _id: 1, who: [{ _id: 1 }, { _id: 2 }, { _id: 4 }] }],
    authors,
  ),
  aggregates(
    '$lookup with a pipeline and variables',
    [{ w: 'a' }, { w: 'b' }],
    [
      {
        $lookup: {
          from: 'other',
          let: { w: '$w' },
          pipeline: [{ $match: { $expr: { $eq: ['$key', '$$w'] } } }, { $project: { _id: 0, name: 1 } }],
          as: 'who',
        },
      },
    ],
    [
      { _id: 1, w: 'a', who: [{ name: '张三' }] },
      { _id: 2, w: 'b', who: [{ name: '李四' }] },
    ],
    authors,
  ),
  aggregates(
    '$lookup with a pipeline and a comparison',
    [{ n: 2 }],
    [
      {
        $lookup: {
          from: 'other',
          let: { n: '$n' },
          pipeline: [{ $match: { $expr: { $gt: ['$_id', '$$n'] } } }, { $project: { _id: 1 } }, byId],
          as: 'who',
        },
      },
    ],
    [{ _id: 1, n: 2, who: [{ _id: 3 }, { _id: 4 }] }],
    authors,
  ),
  aggregates(
    '$lookup with a pipeline that depends on nothing',
    [{}, {}],
    [{ $lookup: { from: 'other', pipeline: [{ $match: { key: 'a' } }, { $project: { _id: 1 } }], as: 'who' } }],
    [
      { _id: 1, who: [{ _id: 1 }] },
      { _id: 2, who: [{ _id: 1 }] },
    ],
    authors,
  ),
  aggregates(
    '$lookup with fields and a pipeline',
    [{ w: 'b' }],
    [
      {
        $lookup: {
          from: 'other',
          localField: 'w',
          foreignField: 'key',
          pipeline: [{ $project: { name: 1 } }, byId, { $limit: 1 }],
          as: 'who',
        },
      },
    ],
    [{ _id: 1, w: 'b', who: [{ _id: 2, name: '李四' }] }],
    authors,
  ),
  aggregates(
    '$lookup in an empty collection',
    [{ w: 1 }],
    [{ $lookup: { from: 'none', localField: 'w', foreignField: 'x', as: 'who' } }],
    [{ _id: 1, w: 1, who: [] }],
  ),
  aggregates(
    '$lookup then $unwind',
    [{ w: 'a' }],
    [
      { $lookup: { from: 'other', localField: 'w', foreignField: 'key', as: 'who' } },
      { $unwind: '$who' },
      { $project: { name: '$who.name' } },
    ],
    [{ _id: 1, name: '张三' }],
    authors,
  ),
  // $facet, $unionWith
  aggregates(
    '$facet runs several pipelines',
    sales,
    [{ $facet: { n: [{ $count: 'n' }], dear: [{ $match: { price: { $gt: 30 } } }, ids] } }],
    [{ n: [{ n: 4 }], dear: [{ _id: 4 }] }],
  ),
  aggregates(
    '$unionWith adds another collection',
    [{ a: 1 }],
    [{ $unionWith: 'other' }, { $count: 'n' }],
    [{ n: 5 }],
    authors,
  ),
  aggregates(
    '$unionWith with a pipeline',
    [{ a: 1 }],
    [
      { $project: { _id: 0, a: 1 } },
      { $unionWith: { coll: 'other', pipeline: [{ $match: { key: 'a' } }, { $project: { _id: 0, name: 1 } }] } },
    ],
    [{ a: 1 }, { name: '张三' }],
    authors,
  ),
  // Errors
  refusesPipeline('an unknown stage', [{ $foo: 1 }], 40324),
  refusesPipeline('a stage with two names', [{ $match: {}, $limit: 1 }], 40323),
  refusesPipeline('an unknown expression', [{ $project: { a: { $foo: 1 } } }], 168, 'InvalidPipelineOperator'),
  refusesPipeline('an unknown accumulator', [{ $group: { _id: 1, a: { $foo: 1 } } }], 15952),
  refusesPipeline('$group without _id', [{ $group: { a: { $sum: 1 } } }], 15955),
  refusesPipeline('$group with a plain field', [{ $group: { _id: 1, a: 1 } }], 40234),
  refusesPipeline('$limit zero', [{ $limit: 0 }], 15958),
  refusesPipeline('$skip below zero', [{ $skip: -1 }], 5107200),
  refusesPipeline('$sort by nothing', [{ $sort: {} }], 15976),
  refusesPipeline('$sort with another number', [{ $sort: { a: 2 } }], 15975),
  refusesPipeline('$unwind without $', [{ $unwind: 'a' }], 28818),
  refusesPipeline('$project of nothing', [{ $project: {} }], 51272),
  refusesPipeline('$count with $', [{ $count: '$n' }], 40158),
  refusesPipeline('$replaceRoot with a scalar', [{ $replaceRoot: { newRoot: '$a' } }], 40228),
  refusesPipeline(
    '$lookup without as',
    [{ $lookup: { from: 'other', localField: 'a', foreignField: 'b' } }],
    9,
    'FailedToParse',
  ),
  refusesPipeline(
    '$lookup with an unknown argument',
    [{ $lookup: { from: 'other', localField: 'a', foreignField: 'b', as: 'c', foo: 1 } }],
    9,
    'FailedToParse',
  ),
  refusesPipeline('$bucket with boundaries out of order', [{ $bucket: { groupBy: '$a', boundaries: [2, 1] } }], 40194),
  refusesPipeline('$bucket without a place for a value', [{ $bucket: { groupBy: '$a', boundaries: [5, 6] } }], 40066),
  refusesPipeline('$facet inside $facet', [{ $facet: { a: [{ $facet: { b: [] } }] } }], 40600),
  refusesPipeline('a variable that is not defined', [{ $project: { a: '$$nothing' } }], 17276),
]
