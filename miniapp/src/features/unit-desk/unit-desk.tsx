import { StatusTag } from '../../ui'
import { countText, useApprovalCounts } from '../approval-counts'
import { BusinessMenu, useRole } from '../shell'
import { ApplyFirst } from './apply-first'

/** On the home page of somebody who acts for an organization: its business, and how much of it waits. */
export function UnitDesk() {
  const role = useRole()
  const { data: counts } = useApprovalCounts()
  const total = (counts?.kinds ?? []).reduce((sum, { count }) => sum + count, 0)
  const requests = counts?.kinds.find(({ kind }) => kind === 'affiliationRequest')?.count ?? 0
  const ends = {
    toDo: total > 0 ? <StatusTag tone="warn">{`${countText(total)} 项`}</StatusTag> : undefined,
    requests: requests > 0 ? <StatusTag tone="warn">{`${countText(requests)} 人`}</StatusTag> : undefined,
  }
  return (
    <>
      {role === 'applicant' && <ApplyFirst />}
      <BusinessMenu ends={ends} />
    </>
  )
}
