import type { NoticeView } from '@jijiao/shared/accounts'
import { api, type Remote, useRemote } from '../../api'

/** The notice that is read and accepted before anybody signs in. */
export function useNotice(): Remote<NoticeView> {
  return useRemote('notice', () => api.accounts.notice())
}
