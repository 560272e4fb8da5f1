import { z } from 'zod'
import type { Contract } from '../http'
import { abilities, id, instant, page, pageQuery } from '../http/contract'
import { UNIT_EXPORT_NUMBERS, UNIT_EXPORT_STATES } from './constants'
import { unitExportEndpoints } from './endpoints'

const params = z.strictObject({ unitExportId: id })

const unitExportView = z.strictObject({
  id,
  state: z.enum(UNIT_EXPORT_STATES),
  numbers: z.enum(UNIT_EXPORT_NUMBERS),
  askedAt: instant,
  readyAt: instant.nullable(),
  /** Until then its file can be fetched. */
  expiresAt: instant.nullable(),
  sizeBytes: z.int().nullable(),
  rowCount: z.int().nullable(),
  abilities: abilities(['download']),
})

export const unitExportContract = {
  list: {
    ...unitExportEndpoints.list,
    summary: "The unit's exports, newest first",
    query: z.strictObject(pageQuery),
    answer: page(unitExportView),
  },
  ask: {
    ...unitExportEndpoints.ask,
    summary: 'Put everything that the unit has into one archive; whole ID numbers and phones need the password again',
    body: z.discriminatedUnion('numbers', [
      z.strictObject({ numbers: z.literal('masked') }),
      z.strictObject({ numbers: z.literal('whole'), password: z.string().min(1).max(100) }),
    ]),
    answer: unitExportView,
    status: 201,
    problems: ['unit_export_running', 'current_password_wrong', 'account_locked', 'too_many_requests'],
  },
  get: { ...unitExportEndpoints.get, summary: 'How far one export is', params, answer: unitExportView },
  download: {
    ...unitExportEndpoints.download,
    summary: 'The archive: a file of JSON lines for each kind, a manifest with counts and SHA-256, an explanation',
    params,
    problems: ['unit_export_not_ready'],
  },
} as const satisfies Contract

export type UnitExportView = z.output<typeof unitExportView>
