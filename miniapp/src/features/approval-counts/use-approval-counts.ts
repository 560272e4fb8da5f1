import { APPROVAL_COUNT_LIMIT, type ApprovalCounts } from '@jijiao/shared/approvals'
import { api, type Remote, useRemote, useSession } from '../../api'

/** How much waits for the operator, by kind; asked only for somebody who acts for an organization. */
export function useApprovalCounts(): Remote<ApprovalCounts> {
  const isActing = useSession(({ session }) => Boolean(session?.actingAs))
  return useRemote(isActing ? 'approval-counts' : null, () => api.approvals.counts())
}

export const countText = (count: number) => (count >= APPROVAL_COUNT_LIMIT ? '99+' : String(count))
