import type { MyClassView } from '@jijiao/shared/classes'
import { api, type Remote, type RemotePages, useRemote, useRemotePages } from '../../api'

const MOST_A_PAGE = 100

/** The classes I am enrolled in. */
export function useMyClasses(): RemotePages<MyClassView> {
  return useRemotePages('my-classes', (cursor) => api.classes.mine({ query: { cursor } }), { isKept: true })
}

/** All my classes at once, for a choice among them. */
export function useAllMyClasses(): Remote<readonly MyClassView[]> {
  return useRemote('all-my-classes', loadAll, { isKept: true })
}

/** One of my classes; null when I am not, or no longer, enrolled in it. */
export function useMyClass(classId: string): Remote<MyClassView | null> {
  return useRemote(`my-class:${classId}`, async () => (await loadAll()).find(({ id }) => id === classId) ?? null, {
    isKept: true,
  })
}

async function loadAll(): Promise<readonly MyClassView[]> {
  const all: MyClassView[] = []
  let cursor: string | undefined
  do {
    const page = await api.classes.mine({ query: { cursor, limit: MOST_A_PAGE } })
    all.push(...page.data)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return all
}
