import { schemaOf } from '@jijiao/api/http/openapi'
import type { Operation } from '@jijiao/shared/http'
import fc from 'fast-check'

type Schema = {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

/** What has broken servers before, in place of any value at all. */
const HOSTILE: readonly unknown[] = [
  null,
  '',
  '\u0000',
  '\ud800',
  'x'.repeat(20_000),
  'a\r\nSet-Cookie: a=b',
  '__proto__',
  '%00',
  '😀'.repeat(60),
  -1,
  0,
  1e308,
  1.5,
  Number.MAX_SAFE_INTEGER,
  true,
  [],
  {},
  { $ne: null },
  { $where: 'sleep(1000)' },
  { $regex: '(a+)+$' },
  [[[[]]]],
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
  { constructor: { prototype: { isAdmin: true } } },
]
const hostile = fc.constantFrom(...HOSTILE)

const ID_PATTERN = '^[0-9a-f]{24}$'
const LIKELY_TEXT = fc.constantFrom('工程伦理', '林老师', '2026', '东莞市第一中学', '11010519491231002X', '13800000001')

/** One value in a while is hostile, whatever the schema asks for. */
const orHostile = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary, weight: 24 }, { arbitrary: hostile, weight: 1 })

function text({ pattern, format, minLength = 0, maxLength = 60 }: Schema, ids: fc.Arbitrary<string>) {
  if (pattern === ID_PATTERN) return ids
  if (format === 'date') return day
  if (format === 'date-time') return day.map((value) => `${value}T01:00:00.000Z`)
  if (pattern) return fc.stringMatching(new RegExp(pattern, 'u'))
  const length = { minLength: Math.min(minLength, 200), maxLength: Math.min(Math.max(maxLength, minLength), 200) }
  return fc.oneof(LIKELY_TEXT, fc.string({ ...length, unit: 'grapheme' }))
}

const day = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10))

function arbitraryOf(schema: Schema, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const of = (inner: Schema) => arbitraryOf(inner, ids)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return orHostile(fc.oneof(...choices.map(of)))
  if (schema.const !== undefined) return orHostile(fc.constant(schema.const))
  if (schema.enum) return orHostile(fc.constantFrom(...schema.enum))
  if (schema.allOf?.[0]) return of(schema.allOf[0])
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  switch (type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {})
      const required = new Set(schema.required)
      const record = fc.record(Object.fromEntries(fields.map(([name, field]) => [name, of(field)])), {
        requiredKeys: fields.map(([name]) => name).filter((name) => required.has(name)),
      })
      const dropped = record.map((value) => Object.fromEntries(Object.entries(value).slice(1)))
      const extended = record.map((value) => ({ ...value, extra: 1 }))
      return orHostile(
        fc.oneof(
          { arbitrary: record, weight: 12 },
          { arbitrary: dropped, weight: 1 },
          { arbitrary: extended, weight: 1 },
        ),
      )
    }
    case 'array': {
      const { minItems = 0, maxItems = 4 } = schema
      return orHostile(
        fc.array(of(schema.items ?? {}), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 4)) }),
      )
    }
    case 'integer':
    case 'number': {
      const [min, max] = [Math.max(schema.minimum ?? 0, -1_000_000), Math.min(schema.maximum ?? 3_000, 1_000_000)]
      const within =
        type === 'integer' ? fc.integer({ min: Math.ceil(min), max }) : fc.double({ min, max, noNaN: true })
      // The versions of things that nobody has changed, and this year.
      return orHostile(fc.oneof(within, fc.constantFrom(1, 2, 2026)))
    }
    case 'boolean':
      return orHostile(fc.boolean())
    case 'string':
      return orHostile(text(schema, ids))
    default:
      return fc.oneof(LIKELY_TEXT, ids, fc.integer(), hostile)
  }
}

/** Values that mostly fit the schema, of which some fields are left out, added or hostile; ids are mostly real ones. */
export function fuzzed(schema: NonNullable<Operation['body']>, knownIds: readonly string[]): fc.Arbitrary<unknown> {
  const ids = fc.oneof(fc.constantFrom(...knownIds), fc.stringMatching(/^[0-9a-f]{24}$/))
  return arbitraryOf(schemaOf(schema, 'input'), ids)
}
