import type { TestApi } from './api'
import { addConfirmedTrainees } from './classes'
import { createUnitWithOperator } from './people'

/** A unit with three people who have no hours, and its operator. */
export async function unitWithoutHours(api: TestApi) {
  const { unit, token } = await createUnitWithOperator(api)
  const acting = api.app.deps.tokens.verify(token)
  const trainees = await addConfirmedTrainees(api, unit, 3, ['安平', '白灵', '陈果'])
  return {
    unit,
    trainees,
    /** With a token that is fresh at each use: a test's clock outruns its ten minutes. */
    operator: () => api.as(api.app.deps.tokens.sign(acting)),
  }
}
