import type { TestApi } from './api'

/** The client of somebody whose token is fresh at each use, however far the clock was moved. */
export function lasting(api: TestApi, token: string): () => ReturnType<TestApi['as']> {
  const actor = api.app.deps.tokens.verify(token)
  return () => api.as(api.app.deps.tokens.sign(actor))
}
