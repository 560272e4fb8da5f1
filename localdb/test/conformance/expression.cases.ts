import { Decimal128, Double, Long, ObjectId } from 'mongodb'
import { type Case, computes, computesType, refusesExpression } from './case'

const int = (value: number) => ({ $numberInt: String(value) })
const long = (value: string) => ({ $numberLong: value })
const double = (value: string) => ({ $numberDouble: value })
const decimal = (value: string) => ({ $numberDecimal: value })
const at = new Date('2026-03-01T17:30:45.123Z')
const zone = 'Asia/Shanghai'
const list = { list: [{ n: 1 }, { n: 2 }, {}], numbers: [3, 1, 2] }

export const expressionCases: Case[] = [
  // Paths
  computes('a path through an array gives the list of what is there', '$list.n', [1, 2], list),
  computes('a number in a path is no element', '$numbers.0', [], list),
  computes('$$ROOT is the document', '$$ROOT.a', 1, { a: 1 }),
  computes('$literal is not evaluated', { $literal: '$a' }, '$a', { a: 1 }),
  // Arithmetic
  computes('$add', { $add: [1, 2, 3] }, 6),
  computes('$add with null', { $add: [1, null] }, null),
  computes('$add with missing', { $add: [1, '$nothing'] }, null),
  computes('$add to a date', { $add: [at, 1000] }, new Date(at.getTime() + 1000)),
  computes('$subtract', { $subtract: [5, 3] }, 2),
  computesType(
    '$subtract of dates is a long of milliseconds',
    { $subtract: [new Date(1000), new Date(0)] },
    long('1000'),
  ),
  computes('$subtract from a date', { $subtract: [at, 1000] }, new Date(at.getTime() - 1000)),
  computes('$multiply', { $multiply: [2, 3, 4] }, 24),
  computesType('$divide gives a double', { $divide: [6, 3] }, double('2.0')),
  computes('$mod keeps the sign of the dividend', { $mod: [-7, 3] }, -1),
  computesType('$add of ints beyond 32 bits is a long', { $add: [2147483647, 1] }, long('2147483648')),
  computesType('$add of an int and a double is a double', { $add: [1, new Double(1)] }, double('2.0')),
  computesType(
    '$add of decimals is exact',
    { $add: [Decimal128.fromString('0.1'), Decimal128.fromString('0.2')] },
    decimal('0.3'),
  ),
  computesType('$add of a long is exact', { $add: [Long.fromString('9007199254740993'), 1] }, long('9007199254740994')),
  computes('$abs', { $abs: -3 }, 3),
  computesType('$ceil keeps the type', { $ceil: 1.2 }, double('2.0')),
  computes('$floor of a negative number', { $floor: -1.2 }, -2),
  computes('$round half to even', [{ $round: 2.5 }, { $round: 3.5 }, { $round: -1.5 }], [2, 4, -2]),
  computes('$round to places', { $round: [1.2345, 2] }, 1.23),
  computes('$round to tens', { $round: [1255, -1] }, 1260),
  computes('$trunc', { $trunc: [-1.99, 1] }, -1.9),
  refusesExpression('$add of a text', { $add: ['$a', 1] }, 14, 'TypeMismatch', { a: 'x' }),
  refusesExpression('$subtract of a text', { $subtract: ['$a', 1] }, 14, 'TypeMismatch', { a: 'x' }),
  refusesExpression('$divide by zero', { $divide: ['$a', 0] }, 2, 'BadValue', { a: 1 }),
  refusesExpression('$mod by zero', { $mod: ['$a', 0] }, 16610, undefined, { a: 1 }),
  refusesExpression('$subtract of three', { $subtract: [1, 2, 3] }, 16020),
  // Comparison and logic
  computes('$eq of null and missing is false', { $eq: ['$nothing', null] }, false),
  computes('$gt across types', { $gt: ['a', 5] }, true),
  computes('$cmp', [{ $cmp: [1, 2] }, { $cmp: [2, 2] }, { $cmp: [3, 2] }], [-1, 0, 1]),
  computes('$and', [{ $and: [1, true] }, { $and: [1, 0] }, { $and: [] }], [true, false, true]),
  computes('$or', [{ $or: [0, null] }, { $or: [0, 'a'] }, { $or: [] }], [false, true, false]),
  computes('$not', { $not: [0] }, true),
  computes('$cond as a list', { $cond: [{ $gt: ['$a', 1] }, 'big', 'small'] }, 'big', { a: 2 }),
  computes('$cond by names', { $cond: { if: '$a', then: 1, else: 2 } }, 2, { a: 0 }),
  computes('$ifNull', [{ $ifNull: ['$a', 5] }, { $ifNull: ['$b', '$c', 6] }], [1, 6], { a: 1, b: null }),
  computes(
    '$switch',
    {
      $switch: {
        branches: [
          { case: { $lt: ['$a', 1] }, then: 'low' },
          { case: { $lt: ['$a', 5] }, then: 'mid' },
        ],
        default: 'high',
      },
    },
    'mid',
    { a: 3 },
  ),
  refusesExpression(
    '$switch without a branch that fits',
    { $switch: { branches: [{ case: { $lt: ['$a', 1] }, then: 1 }] } },
    40066,
    undefined,
    { a: 3 },
  ),
  refusesExpression('$cond of two', { $cond: [1, 2] }, 16020),
  refusesExpression('$cond without else', { $cond: { if: 1, then: 2 } }, 17082),
  // Texts
  computes('$concat', { $concat: ['a', '-', 'b'] }, 'a-b'),
  computes('$concat with null', { $concat: ['a', null] }, null),
  computes('$toUpper and $toLower', [{ $toUpper: 'aB' }, { $toLower: 'aB' }, { $toUpper: null }], ['AB', 'ab', '']),
  computes('$strLenCP counts characters', { $strLenCP: '𠮷田' }, 2),
  computes('$strLenBytes counts bytes', { $strLenBytes: '张' }, 3),
  computes('$substrCP', { $substrCP: ['张三李四', 1, 2] }, '三李'),
  computes('$indexOfCP', [{ $indexOfCP: ['张三李四', '李'] }, { $indexOfCP: ['abc', 'z'] }], [2, -1]),
  computes('$split', { $split: ['a,b,,c', ','] }, ['a', 'b', '', 'c']),
  computes(
    '$trim',
    [{ $trim: { input: '  a ' } }, { $ltrim: { input: 'xxa', chars: 'x' } }, { $rtrim: { input: 'a  ' } }],
    ['a', 'a', 'a'],
  ),
  computes(
    '$replaceAll and $replaceOne',
    [
      { $replaceAll: { input: 'aba', find: 'a', replacement: { $literal: '$&' } } },
      { $replaceOne: { input: 'aba', find: 'a', replacement: 'x' } },
    ],
    ['$&b$&', 'xba'],
  ),
  computes(
    '$regexMatch',
    [{ $regexMatch: { input: 'ABC', regex: 'b', options: 'i' } }, { $regexMatch: { input: 'a', regex: /b/ } }],
    [true, false],
  ),
  refusesExpression('$concat of a number', { $concat: ['a', '$a'] }, 16702, undefined, { a: 1 }),
  refusesExpression('$split by an empty text', { $split: ['$a', ''] }, 40087, undefined, { a: 'x' }),
  // Arrays
  computes('$size', { $size: '$numbers' }, 3, list),
  computes(
    '$arrayElemAt',
    [{ $arrayElemAt: ['$numbers', 0] }, { $arrayElemAt: ['$numbers', -1] }, { $arrayElemAt: ['$numbers', 9] }],
    [3, 2, null],
    list,
  ),
  computes('$first and $last of an array', [{ $first: '$numbers' }, { $last: '$numbers' }], [3, 2], list),
  computes('$in', [{ $in: [1, '$numbers'] }, { $in: [9, '$numbers'] }], [true, false], list),
  computes('$indexOfArray', [{ $indexOfArray: ['$numbers', 1] }, { $indexOfArray: ['$numbers', 7] }], [1, -1], list),
  computes('$concatArrays', { $concatArrays: ['$numbers', [9]] }, [3, 1, 2, 9], list),
  computes('$reverseArray', { $reverseArray: '$numbers' }, [2, 1, 3], list),
  computes(
    '$slice',
    [{ $slice: ['$numbers', 2] }, { $slice: ['$numbers', -1] }, { $slice: ['$numbers', 1, 1] }],
    [[3, 1], [2], [1]],
    list,
  ),
  computes(
    '$range',
    [{ $range: [0, 3] }, { $range: [5, 0, -2] }],
    [
      [0, 1, 2],
      [5, 3, 1],
    ],
  ),
  computes('$map', { $map: { input: '$numbers', as: 'n', in: { $multiply: ['$$n', 10] } } }, [30, 10, 20], list),
  computes('$map with $$this', { $map: { input: '$list', in: '$$this.n' } }, [1, 2, null], list),
  computes('$filter', { $filter: { input: '$numbers', cond: { $gt: ['$$this', 1] } } }, [3, 2], list),
  computes(
    '$filter with a limit',
    { $filter: { input: '$numbers', as: 'n', cond: { $gt: ['$$n', 1] }, limit: 1 } },
    [3],
    list,
  ),
  computes(
    '$reduce',
    { $reduce: { input: '$numbers', initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
    6,
    list,
  ),
  computes('$let', { $let: { vars: { x: 2, y: '$a' }, in: { $add: ['$$x', '$$y'] } } }, 5, { a: 3 }),
  computes(
    '$sortArray',
    [
      { $sortArray: { input: '$numbers', sortBy: 1 } },
      { $sortArray: { input: [{ n: 2 }, { n: 1 }], sortBy: { n: 1 } } },
    ],
    [
      [1, 2, 3],
      [{ n: 1 }, { n: 2 }],
    ],
    list,
  ),
  computes(
    '$sum, $avg, $min and $max of an array',
    [{ $sum: '$numbers' }, { $avg: '$numbers' }, { $min: '$numbers' }, { $max: '$numbers' }],
    [6, 2, 1, 3],
    list,
  ),
  computes('$max of arguments', { $max: [1, '$a', null] }, 5, { a: 5 }),
  computes(
    '$arrayToObject',
    [{ $arrayToObject: [[{ k: 'a', v: 1 }]] }, { $arrayToObject: { $literal: [['b', 2]] } }],
    [{ a: 1 }, { b: 2 }],
  ),
  computes('$objectToArray', { $objectToArray: '$a' }, [{ k: 'x', v: 1 }], { a: { x: 1 } }),
  computes('$mergeObjects', { $mergeObjects: ['$a', { y: 2 }, null] }, { x: 1, y: 2 }, { a: { x: 1 } }),
  computes(
    '$setIntersection and $setUnion',
    [
      {
        $setIntersection: [
          [1, 2, 3],
          [3, 2],
        ],
      },
      {
        $setUnion: [
          [2, 1],
          [3, 1],
        ],
      },
    ],
    [
      [2, 3],
      [1, 2, 3],
    ],
  ),
  computes('$setDifference keeps the order', { $setDifference: [[3, 1, 2], [1]] }, [3, 2]),
  computes(
    '$setEquals and $setIsSubset',
    [
      {
        $setEquals: [
          [1, 2],
          [2, 1, 1],
        ],
      },
      { $setIsSubset: [[1], [1, 2]] },
    ],
    [true, true],
  ),
  computes(
    '$anyElementTrue and $allElementsTrue',
    [{ $anyElementTrue: [[0, 1]] }, { $allElementsTrue: [[0, 1]] }],
    [true, false],
  ),
  computes('$isArray', [{ $isArray: '$numbers' }, { $isArray: 'a' }], [true, false], list),
  refusesExpression('$size of no array', { $size: '$a' }, 17124, undefined, { a: 1 }),
  refusesExpression('$in of no array', { $in: [1, '$a'] }, 40081, undefined, { a: 1 }),
  refusesExpression('$filter of no array', { $filter: { input: '$a', cond: true } }, 28651, undefined, { a: 1 }),
  refusesExpression('$map of no array', { $map: { input: '$a', in: 1 } }, 16883, undefined, { a: 1 }),
  // Types
  computes('$type', [{ $type: '$a' }, { $type: '$b' }, { $type: '$nothing' }], ['int', 'string', 'missing'], {
    a: 1,
    b: 'x',
  }),
  computes('$isNumber', [{ $isNumber: 1 }, { $isNumber: 'a' }], [true, false]),
  computesType('$toInt truncates', { $toInt: 2.9 }, int(2)),
  computesType('$toLong', { $toLong: '5' }, long('5')),
  computesType('$toDouble', { $toDouble: '1.5' }, double('1.5')),
  computesType('$toDecimal', { $toDecimal: '1.10' }, decimal('1.10')),
  computes(
    '$toString',
    [{ $toString: 1 }, { $toString: true }, { $toString: at }, { $toString: new ObjectId('64b000000000000000000001') }],
    ['1', 'true', '2026-03-01T17:30:45.123Z', '64b000000000000000000001'],
  ),
  computes('$toBool', [{ $toBool: 0 }, { $toBool: 'false' }, { $toBool: 1 }], [false, true, true]),
  computes(
    '$toDate',
    [{ $toDate: '2026-03-01' }, { $toDate: Long.fromNumber(0) }],
    [new Date('2026-03-01T00:00:00Z'), new Date(0)],
  ),
  computes('$toObjectId', { $toObjectId: '64b000000000000000000001' }, new ObjectId('64b000000000000000000001')),
  computes(
    '$convert with onError and onNull',
    [{ $convert: { input: 'x', to: 'int', onError: -1 } }, { $convert: { input: null, to: 'int', onNull: 0 } }],
    [-1, 0],
  ),
  refusesExpression('$toInt of a text', { $toInt: '$a' }, 241, 'ConversionFailure', { a: 'x' }),
  refusesExpression('$toInt beyond 32 bits', { $toInt: '$a' }, 241, 'ConversionFailure', { a: 1e10 }),
  refusesExpression('$toObjectId of a short text', { $toObjectId: '$a' }, 241, 'ConversionFailure', { a: 'x' }),
  // Dates
  computes(
    'parts of a date',
    ['$year', '$month', '$dayOfMonth', '$hour', '$minute', '$second', '$millisecond', '$dayOfWeek', '$dayOfYear'].map(
      (name) => ({ [name]: '$at' }),
    ),
    [2026, 3, 1, 17, 30, 45, 123, 1, 60],
    { at },
  ),
  computes(
    'parts of a date in a zone',
    [{ $dayOfMonth: { date: '$at', timezone: zone } }, { $hour: { date: '$at', timezone: '+08:00' } }],
    [2, 1],
    { at },
  ),
  computes(
    '$isoWeek and $isoWeekYear',
    [
      { $isoWeek: new Date('2027-01-01T00:00:00Z') },
      { $isoWeekYear: new Date('2027-01-01T00:00:00Z') },
      { $isoDayOfWeek: '$at' },
    ],
    [53, 2026, 7],
    { at },
  ),
  computes(
    '$week counts from the first Sunday',
    [{ $week: new Date('2026-01-01T00:00:00Z') }, { $week: new Date('2026-01-04T00:00:00Z') }],
    [0, 1],
  ),
  computes(
    '$dateToString',
    [
      { $dateToString: { date: '$at' } },
      { $dateToString: { date: '$at', format: '%Y年%m月%d日 %H:%M', timezone: zone } },
      { $dateToString: { date: '$nothing', onNull: '-' } },
    ],
    ['2026-03-01T17:30:45.123Z', '2026年03月02日 01:30', '-'],
    { at },
  ),
  computes(
    '$dateToString with weeks and the zone',
    { $dateToString: { date: '$at', format: '%j %u %V %G %z %Z %%', timezone: '+08:00' } },
    '061 1 10 2026 +0800 +480 %',
    { at },
  ),
  computes(
    '$dateFromString',
    [
      { $dateFromString: { dateString: '2026-03-01T08:00:00Z' } },
      { $dateFromString: { dateString: '2026-03-01', timezone: zone } },
      { $dateFromString: { dateString: '01/03/2026', format: '%d/%m/%Y' } },
    ],
    [new Date('2026-03-01T08:00:00Z'), new Date('2026-02-28T16:00:00Z'), new Date('2026-03-01T00:00:00Z')],
  ),
  computes('$dateFromString with onError', { $dateFromString: { dateString: 'x', onError: 'bad' } }, 'bad'),
  computes(
    '$dateFromParts',
    [
      { $dateFromParts: { year: 2026, month: 3, day: 1 } },
      { $dateFromParts: { year: 2026, month: 14, timezone: zone } },
    ],
    [new Date('2026-03-01T00:00:00Z'), new Date('2027-01-31T16:00:00Z')],
  ),
  computes(
    '$dateToParts',
    { $dateToParts: { date: '$at', timezone: zone } },
    { year: 2026, month: 3, day: 2, hour: 1, minute: 30, second: 45, millisecond: 123 },
    { at },
  ),
  computes(
    '$dateAdd',
    [
      { $dateAdd: { startDate: '$at', unit: 'day', amount: 1 } },
      { $dateAdd: { startDate: new Date('2026-01-31T00:00:00Z'), unit: 'month', amount: 1 } },
    ],
    [new Date('2026-03-02T17:30:45.123Z'), new Date('2026-02-28T00:00:00Z')],
    { at },
  ),
  computes(
    '$dateSubtract',
    { $dateSubtract: { startDate: '$at', unit: 'hour', amount: 2 } },
    new Date('2026-03-01T15:30:45.123Z'),
    { at },
  ),
  computes(
    '$dateAdd of a day over a change of the clock',
    { $dateAdd: { startDate: new Date('2026-03-07T17:00:00Z'), unit: 'day', amount: 1, timezone: 'America/New_York' } },
    new Date('2026-03-08T16:00:00Z'),
  ),
  computes(
    '$dateDiff counts boundaries',
    [
      { $dateDiff: { startDate: '$at', endDate: new Date('2026-03-02T00:00:00Z'), unit: 'day' } },
      { $dateDiff: { startDate: '$at', endDate: new Date('2026-03-02T00:00:00Z'), unit: 'day', timezone: zone } },
      { $dateDiff: { startDate: new Date('2025-12-31T00:00:00Z'), endDate: '$at', unit: 'year' } },
      {
        $dateDiff: { startDate: '$at', endDate: new Date('2026-03-09T00:00:00Z'), unit: 'week', startOfWeek: 'monday' },
      },
    ],
    [1, 0, 1, 2],
    { at },
  ),
  computes(
    '$dateTrunc to a day in a zone',
    { $dateTrunc: { date: '$at', unit: 'day', timezone: zone } },
    new Date('2026-03-01T16:00:00Z'),
    { at },
  ),
  computes(
    '$dateTrunc to months, weeks, quarters and hours',
    [
      { $dateTrunc: { date: '$at', unit: 'month', timezone: zone } },
      { $dateTrunc: { date: '$at', unit: 'week', startOfWeek: 'monday' } },
      { $dateTrunc: { date: '$at', unit: 'quarter' } },
      { $dateTrunc: { date: '$at', unit: 'hour', binSize: 6 } },
    ],
    [
      new Date('2026-02-28T16:00:00Z'),
      new Date('2026-02-23T00:00:00Z'),
      new Date('2026-01-01T00:00:00Z'),
      new Date('2026-03-01T12:00:00Z'),
    ],
    { at },
  ),
  computes(
    '$dateTrunc before the reference point',
    { $dateTrunc: { date: new Date('1999-12-31T23:00:00Z'), unit: 'day', binSize: 2 } },
    new Date('1999-12-30T00:00:00Z'),
  ),
  refusesExpression('$year of a text', { $year: '$a' }, 16006, undefined, { a: 'x' }),
  refusesExpression('an unknown zone', { $hour: { date: '$a', timezone: 'Nowhere/Nothing' } }, 40485, undefined, {
    a: at,
  }),
  refusesExpression(
    '$dateAdd with an unknown unit',
    { $dateAdd: { startDate: '$a', unit: 'age', amount: 1 } },
    9,
    'FailedToParse',
    { a: at },
  ),
  refusesExpression(
    '$dateToString with an unknown letter',
    { $dateToString: { date: '$a', format: '%Q' } },
    18536,
    undefined,
    { a: at },
  ),
  // Structure
  refusesExpression('an operator beside a field', { $add: [1, 2], x: 1 }, 15983),
  refusesExpression('an unknown operator', { $foo: 1 }, 168, 'InvalidPipelineOperator'),
  refusesExpression('a variable that is not defined', '$$x', 17276),
  refusesExpression('an unknown argument', { $filter: { input: [], cond: true, foo: 1 } }, 28647),
  refusesExpression(
    'an argument with the name of an inherited member',
    { $filter: { input: [], cond: true, constructor: 1 } },
    28647,
  ),
  refusesExpression('a variable that begins with a capital', { $let: { vars: { X: 1 }, in: 1 } }, 9, 'FailedToParse'),
  refusesExpression('a required argument left out', { $map: { input: [] } }, 16882),
]
