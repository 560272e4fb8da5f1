import type { classEndingContract } from '@jijiao/shared/class-endings/contract'
import { circumstances } from '../../audit'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { assertMayMove, findVisibleClass, presentClass } from '../classes'
import { cancelClass, closeClass, reopenClass } from './ending.commands'
import { previewClosing } from './preview'

export function classEndingRoutes(deps: Deps): Handlers<typeof classEndingContract> {
  return {
    async preview({ params, query, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      return previewClosing(deps, circumstances(actor, request), trainingClass, query)
    },
    async close({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayMove(actor, 'close')
      const given = { trainingClass, note: body.note || null }
      const closed = await closeClass(deps, circumstances(actor, request), given)
      return { class: presentClass(actor, closed.trainingClass), counts: closed.counts }
    },
    async reopen({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayMove(actor, 'reopen')
      const given = { trainingClass, reason: body.reason }
      return presentClass(actor, await reopenClass(deps, circumstances(actor, request), given))
    },
    async cancel({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayMove(actor, 'cancel')
      const given = { trainingClass, note: body.note || null }
      return presentClass(actor, await cancelClass(deps, circumstances(actor, request), given))
    },
  }
}
