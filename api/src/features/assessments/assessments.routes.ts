import type { assessmentContract } from '@jijiao/shared/assessments/contract'
import { circumstances } from '../../audit'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { assertMayOperate, findVisibleClass, pageOfEnrolled } from '../classes'
import { enterAssessments } from './assessment.commands'
import { presentResult } from './assessment.presenter'

const HAS_RESULT = { all: undefined, entered: true, missing: false } as const

export function assessmentRoutes(deps: Deps): Handlers<typeof assessmentContract> {
  return {
    async list({ params, query: { show, ...query }, actor }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      const asked = { ...query, hasResult: HAS_RESULT[show] }
      const { data, nextCursor } = await pageOfEnrolled(deps, trainingClass._id, asked)
      return { data: data.map((row) => presentResult(deps, actor, trainingClass, row)), nextCursor }
    },
    async enter({ params, body, actor, request }) {
      const trainingClass = await findVisibleClass(deps, actor, params.classId)
      assertMayOperate(actor)
      const given = { trainingClass, rows: body.rows }
      return { results: await enterAssessments(deps, circumstances(actor, request), given) }
    },
  }
}
