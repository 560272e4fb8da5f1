export { countText, useApprovalCounts } from './use-approval-counts'
