import { z } from 'zod'
import { QUALIFICATION_SERIES } from '../codes'
import { codeOf } from '../codes/fields'
import type { Contract } from '../http'
import { abilities, id, instant, line, page, pageQuery, paragraph, sortedBy } from '../http/contract'
import { courseEndpoints } from './endpoints'
import { COURSE_STATES } from './lifecycle'
import { COURSE_SHEET } from './sheet'

const courseParams = z.strictObject({ courseId: id })

const courseInput = z.strictObject({
  /** GB/T 8561: `080` engineering. */
  series: codeOf(QUALIFICATION_SERIES),
  year: z.int().min(2000).max(2999),
  name: line(100),
  content: paragraph(2_000).min(1),
})

const courseLine = z.strictObject({
  id,
  /** The industry authority that keeps the course. */
  authority: z.strictObject({ id, name: z.string() }),
  series: z.string(),
  year: z.int(),
  name: z.string(),
  state: z.enum(COURSE_STATES),
  version: z.int(),
  abilities: abilities(['edit', 'retire']),
})

const courseView = courseLine.extend({ content: z.string(), createdAt: instant, changedAt: instant })

export const courseContract = {
  list: {
    ...courseEndpoints.list,
    summary: 'The course catalogue, in the order of the pinyin of the names',
    query: z.strictObject({
      authorityId: id.optional(),
      series: codeOf(QUALIFICATION_SERIES).optional(),
      year: z.coerce.number().int().min(2000).max(2999).optional(),
      /** Part of the name, its pinyin or initials. */
      q: line(50, 0).optional(),
      state: z.enum(COURSE_STATES).default('offered'),
      sort: sortedBy(['name'], 'name'),
      ...pageQuery,
    }),
    answer: page(courseLine),
    sheet: COURSE_SHEET,
  },
  create: {
    ...courseEndpoints.create,
    summary: 'Offer a course; for industry authorities',
    body: courseInput,
    answer: courseView,
    status: 201,
    problems: ['not_allowed', 'course_exists'],
  },
  get: {
    ...courseEndpoints.get,
    summary: 'One course with what is learned in it',
    params: courseParams,
    answer: courseView,
  },
  edit: {
    ...courseEndpoints.edit,
    summary: 'Change an offered course of the own authority; plans keep what they were made from',
    params: courseParams,
    body: courseInput.extend({ version: z.int().min(1) }),
    answer: courseView,
    problems: ['not_allowed', 'course_exists', 'course_retired', 'state_conflict'],
  },
  retire: {
    ...courseEndpoints.retire,
    summary: 'Offer a course no more',
    params: courseParams,
    answer: courseView,
    problems: ['not_allowed', 'course_retired'],
  },
} as const satisfies Contract

export type CourseInput = z.output<typeof courseInput>
export type CourseLine = z.output<typeof courseLine>
export type CourseView = z.output<typeof courseView>
