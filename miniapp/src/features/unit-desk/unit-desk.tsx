import { api, useRemote } from '../../api'
import { StatusTag } from '../../ui'
import { BusinessMenu, useRole } from '../shell'
import { ApplyFirst } from './apply-first'

const SHOWN_COUNT = 100

/** On the home page of somebody who acts for an organization: its business. */
export function UnitDesk() {
  const role = useRole()
  if (role === 'unit') return <UnitBusiness />
  return (
    <>
      {role === 'applicant' && <ApplyFirst />}
      <BusinessMenu />
    </>
  )
}

function UnitBusiness() {
  const requests = useRemote('pending-requests', () =>
    api.affiliations.requests({ query: { state: 'pending', limit: SHOWN_COUNT } }),
  )
  const count = requests.data?.data.length ?? 0
  const waiting = requests.data?.nextCursor ? `${SHOWN_COUNT} 人以上` : `${count} 人`
  return <BusinessMenu ends={{ requests: count > 0 ? <StatusTag tone="warn">{waiting}</StatusTag> : undefined }} />
}
