import { z } from 'zod'

/** Control characters (NUL and line breaks included) and lone surrogates never belong in a line of text. */
const isCleanLine = (value: string) => !/\p{Cc}|\p{Cs}/u.test(value)
const isCleanText = (value: string) => !/[^\P{Cc}\n\t]|\p{Cs}/u.test(value)

/** One line of text, trimmed; `max` in characters. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .max(max * 4)
    .trim()
    .refine(isCleanLine, { error: '含有无法识别的字符，请重新输入' })
    .min(min)
    .max(max)

/** Several lines of text, trimmed; `max` in characters. */
export const paragraph = (max: number) =>
  z
    .string()
    .max(max * 4)
    .trim()
    .refine(isCleanText, { error: '含有无法识别的字符，请重新输入' })
    .max(max)

/** Left out, `null` and an empty line all mean that there is none. */
export const optionalText = <S extends z.ZodType<string, string>>(field: S) =>
  field.nullish().transform((value) => value || null)

export const id = z.string().regex(/^[0-9a-f]{24}$/, { error: '编号不正确' })

/** An instant, ISO 8601 in UTC: `2026-03-01T01:30:00.000Z`. */
export const instant = z.iso.datetime({ error: '时间格式不正确' })

/** A calendar day in China: `2026-03-01`. */
export const day = z.iso.date({ error: '日期不存在或格式不正确，例如 2026-03-01' })

/** The word of an order: the key that a list is sorted by, from the smallest on, with `-` from the largest. */
export type Sort<K extends string> = K | `-${K}`

/** The `sort` of a list: one of these keys, either way round; left out, the order in which the list comes. */
export const sortedBy = <const K extends string>(keys: readonly [K, ...K[]], otherwise: Sort<K>) => {
  const words = keys.flatMap((key): Sort<K>[] => [key, `-${key}`])
  return z.enum(words as [Sort<K>, ...Sort<K>[]], { error: '不能按这一项排序' }).default(otherwise as never)
}

/** A list in pages: the cursor is opaque and comes from the page before. */
export const pageQuery = {
  /** As long as the pinyin of the longest name makes it. */
  cursor: z.string().max(1_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
}

export const page = <S extends z.ZodType>(item: S) =>
  z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() })

/** What the reader may do with a thing right now: a client shows a button exactly when its ability is true. */
export const abilities = <const N extends readonly [string, ...string[]]>(names: N) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, z.boolean()])) as Record<N[number], z.ZodBoolean>)

export const rowDone = z.strictObject({ id, outcome: z.literal('done') })
export const rowRefused = z.strictObject({
  id,
  outcome: z.literal('refused'),
  /** `detail`: more than the title can say, such as which record is in the way. */
  problem: z.strictObject({ code: z.string(), title: z.string(), detail: z.string().optional() }),
})

/** What became of each row of an action on many: a row that was refused did not stop the others. */
export const rowResults = z.strictObject({
  results: z.array(z.discriminatedUnion('outcome', [rowDone, rowRefused])),
})
export type RowResults = z.output<typeof rowResults>
export type RowResult = RowResults['results'][number]
