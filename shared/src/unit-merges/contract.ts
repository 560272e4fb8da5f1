import { z } from 'zod'
import type { Contract } from '../http'
import { abilities, id, instant, page, pageQuery, paragraph } from '../http/contract'
import { unitMergeEndpoints as endpoints } from './endpoints'
import { UNIT_MERGE_STATES } from './lifecycle'

const body = z.strictObject({ id, name: z.string() })

const unitMergeView = z.strictObject({
  id,
  state: z.enum(UNIT_MERGE_STATES),
  /** It stays with its history, answers with a pointer, and takes nobody any more. */
  from: body,
  into: body,
  reason: z.string(),
  startedAt: instant,
  completedAt: instant.nullable(),
  abilities: abilities(['continue']),
})

export const unitMergeContract = {
  start: {
    ...endpoints.start,
    summary: 'Merge a duplicate of a unit into the other: its people and operators move, and it points there',
    body: z
      .strictObject({
        fromId: id,
        intoId: id,
        reason: paragraph(200).refine((text) => text.length > 0, { error: '请填写合并的原因' }),
      })
      .refine(({ fromId, intoId }) => fromId !== intoId, { error: '不能合并到同一个单位', path: ['intoId'] }),
    answer: unitMergeView,
    status: 201,
    problems: ['not_allowed', 'not_found', 'organization_merged', 'state_conflict'],
  },
  list: {
    ...endpoints.list,
    summary: 'Merges in the region, newest first',
    query: z.strictObject(pageQuery),
    answer: page(unitMergeView),
    problems: ['not_allowed'],
  },
  continue: {
    ...endpoints.continue,
    summary: 'Move the next people, until the merge is `completed`; again does no harm',
    params: z.strictObject({ mergeId: id }),
    answer: unitMergeView,
    problems: ['not_allowed'],
  },
} as const satisfies Contract

export type UnitMergeView = z.output<typeof unitMergeView>
