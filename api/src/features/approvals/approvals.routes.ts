import { APPROVAL_KINDS, DECISIONS_OF, type DecisionResult, WORKING_DAYS_ALLOWED } from '@jijiao/shared/approvals'
import type { approvalContract } from '@jijiao/shared/approvals/contract'
import { decideTodo } from '../../approvals'
import { circumstances } from '../../audit'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers, RequestInfo } from '../../http/call'
import { resultOf } from '../../http/each-row'
import { Problem } from '../../http/problem'
import { readCalendar } from './calendar'
import { colleaguesFor, handOver, sourceToDecide } from './hand-over.command'
import { nudge } from './nudge.command'
import type { ReasonTemplate } from './reason-template.model'
import { reasonsOf, removeReason, saveReason } from './reasons'
import { presentTodos } from './todo.presenter'
import { countTodos, pageOfTodos } from './todo.queries'

const presentReason = ({ _id, kind, text }: ReasonTemplate) => ({ id: String(_id), kind, text })

function assertHasGrant({ actingAs }: OperatorActor) {
  if (actingAs.grants.length === 0) throw new Problem('not_allowed')
}

export function approvalRoutes(deps: Deps): Handlers<typeof approvalContract> {
  const calendar = readCalendar(deps.env.HOLIDAYS_FILE)
  const readingOf = (actor: OperatorActor, { receivedAt }: RequestInfo) => ({
    deps,
    calendar,
    actor,
    now: new Date(receivedAt),
  })
  return {
    list: ({ query, actor, request }) => pageOfTodos(readingOf(actor, request), query),
    counts: ({ actor, request }) => countTodos(readingOf(actor, request)),
    async calendar() {
      const allowed = APPROVAL_KINDS.map((kind) => ({ kind, workingDays: WORKING_DAYS_ALLOWED[kind] }))
      return { allowed, years: [...calendar.years], sources: [...calendar.sources] }
    },
    async decide({ body, actor, request }) {
      const of = circumstances(actor, request)
      const { decision } = body
      const reason = body.reason || null
      const rows = new Map(body.rows.map((row) => [`${row.kind}:${row.id}`, row]))
      const results: DecisionResult[] = []
      for (const row of rows.values()) {
        const { kind, id, version } = row
        const result = await resultOf(row, async () => {
          const source = sourceToDecide(deps, actor, kind)
          if (!DECISIONS_OF[kind].includes(decision)) throw new Problem('decision_not_offered')
          await decideTodo(source, actor, of, { id, version, decision, reason })
        })
        results.push({ ...result, kind })
      }
      return { results }
    },
    nudge: async ({ body, actor, request }) => ({
      nudgedOn: await nudge(deps, circumstances(actor, request), actor, body),
    }),
    colleagues: async ({ query, actor }) => ({ data: await colleaguesFor(deps, actor, query.kind) }),
    async handOver({ body, actor, request }) {
      await handOver(deps, circumstances(actor, request), actor, { ...body, reason: body.reason || null })
      const [item] = await presentTodos(readingOf(actor, request), [body])
      if (!item) throw new Problem('not_found')
      return item
    },
    reasons: async ({ actor }) => ({ data: (await reasonsOf(deps, actor)).map(presentReason) }),
    async saveReason({ body, actor, request }) {
      assertHasGrant(actor)
      return presentReason(await saveReason(deps, circumstances(actor, request), actor, body))
    },
    async removeReason({ params, actor, request }) {
      assertHasGrant(actor)
      await removeReason(deps, circumstances(actor, request), actor, params.reasonId)
    },
  }
}
