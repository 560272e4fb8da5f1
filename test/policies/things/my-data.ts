import { DATA_REQUEST_STATES } from '@jijiao/shared/my-data'
import { Types } from 'mongoose'
import { inState, type Kind, remove } from '../thing'

/** What the unit's own trainee has asked about her data. */
export const myDataThings = {
  dataRequest: {
    states: DATA_REQUEST_STATES,
    async make(world, state) {
      const { accountId } = world.trainee
      await remove(world, 'dataRequests', { accountId: new Types.ObjectId(accountId) })
      const body = { kind: 'correction', dataKind: 'records', text: '课程名称写错了' } as const
      const asked = await world.as('trainee').myData.submit({ body })
      return inState(world, 'dataRequests', { id: asked.id, version: asked.version }, state)
    },
  },
} as const satisfies Record<string, Kind>
