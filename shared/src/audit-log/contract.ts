import { z } from 'zod'
import type { Contract } from '../http'
import { id, instant, page, pageQuery } from '../http/contract'
import { auditLogEndpoints as endpoints } from './endpoints'

/** Names of facts, kinds and states are a growing vocabulary: a client shows `factLabel(what)`. */
const word = z
  .string()
  .max(60)
  .regex(/^[A-Za-z]+$/, { error: '名称只能是英文字母' })

const auditFactView = z.strictObject({
  id,
  /** Its place in the chain. */
  seq: z.int(),
  what: z.string(),
  subject: z.strictObject({ kind: z.string(), id: z.string() }),
  /** `account` is `null` for the system itself. */
  actor: z.strictObject({
    account: z.strictObject({ id, name: z.string() }).nullable(),
    organization: z.strictObject({ id, name: z.string() }).nullable(),
  }),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
  at: instant,
  requestId: z.string(),
})

export const auditLogContract = {
  list: {
    ...endpoints.list,
    summary: "An organization's audit log, newest first: for its own account, and for the HR authorities of its region",
    params: z.strictObject({ organizationId: id }),
    query: z.strictObject({
      what: word.optional(),
      subjectKind: word.optional(),
      subjectId: id.optional(),
      actorId: id.optional(),
      /** Both inclusive. */
      since: instant.optional(),
      until: instant.optional(),
      ...pageQuery,
    }),
    answer: page(auditFactView),
    problems: ['not_allowed'],
  },
} as const satisfies Contract

export type AuditFactView = z.output<typeof auditFactView>
