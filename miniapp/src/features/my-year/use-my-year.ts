import { ProblemError } from '@jijiao/shared/http'
import type { MyYearView } from '@jijiao/shared/years'
import { api, type Remote, useRemote } from '../../api'

/** A year of mine; null for who has no professional profile yet. */
export function useMyYear(year: number): Remote<MyYearView | null> {
  return useRemote(`my-year:${year}`, () => loadYear(year), { isKept: true })
}

async function loadYear(year: number): Promise<MyYearView | null> {
  try {
    return await api.years.mine({ params: { year } })
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'profile_incomplete') return null
    throw error
  }
}
