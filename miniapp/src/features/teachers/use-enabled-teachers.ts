import type { TeacherLine } from '@jijiao/shared/teachers'
import { api, type Remote, useRemote } from '../../api'

const MOST_A_PAGE = 100

/** All teachers that can be picked, for a choice among them. */
export function useEnabledTeachers(): Remote<readonly TeacherLine[]> {
  return useRemote('enabled-teachers', async () => {
    const all: TeacherLine[] = []
    let cursor: string | undefined
    do {
      const page = await api.teachers.list({ query: { state: 'enabled', cursor, limit: MOST_A_PAGE } })
      all.push(...page.data)
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    return all
  })
}
