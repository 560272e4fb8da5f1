import { DATA_REQUEST_LIFECYCLE, type DataRequestView, mayMoveDataRequest } from '@jijiao/shared/my-data'
import { Types } from 'mongoose'
import { mayDo, type Work } from '../../auth/acting'
import type { OperatorActor } from '../../auth/actor'
import { Problem } from '../../http/problem'
import type { DataRequest } from './data-request.model'

export const DECIDING: Work = { kinds: ['unit', 'hrAuthority'], grant: DATA_REQUEST_LIFECYCLE.grant.by }

/** What lies with the organization acted for. */
export const visibleTo = ({ actingAs }: OperatorActor) => ({ deciderId: new Types.ObjectId(actingAs.organizationId) })

const isOwn = ({ accountId }: OperatorActor, request: DataRequest) => String(request.accountId) === accountId

export function abilitiesOf(actor: OperatorActor, request: DataRequest): DataRequestView['abilities'] {
  const may = mayDo(actor, DECIDING) && !isOwn(actor, request)
  return {
    grant: may && mayMoveDataRequest('grant', request.state),
    refuse: may && mayMoveDataRequest('refuse', request.state),
  }
}

/** Nobody decides what they have asked themselves. */
export function assertMayDecide(actor: OperatorActor, request: DataRequest) {
  if (!mayDo(actor, DECIDING)) throw new Problem('not_allowed')
  if (isOwn(actor, request)) throw new Problem('own_submission')
}
