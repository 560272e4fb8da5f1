import { Types } from 'mongoose'
import { uploadScan } from '../../support/files'
import { ANY, type Kind } from '../thing'

/** What belongs to the account of one operator, `declarer`, alone. */
export const ownThings = {
  attachment: {
    states: ANY,
    make: async (world) => ({ id: await uploadScan(world.api, world.tokens.declarer) }),
  },
  message: {
    states: ANY,
    async make(world) {
      const id = new Types.ObjectId()
      const { accountId } = world.api.app.deps.tokens.verify(world.tokens.declarer)
      await world.api.app.deps.db.collection('messages').insertOne({
        _id: id,
        recipient: `account:${accountId}`,
        kind: 'certificateRevoked',
        title: '证书已注销',
        body: '请查看',
        link: null,
        sentAt: new Date(world.api.clock.now()),
        isUnread: true,
        readAt: null,
        wechat: 'noConsent',
      })
      return { id }
    },
  },
  job: {
    states: ANY,
    make: async (world) => ({
      id: (await world.as('declarer').certificates.recountYear({ body: { year: 2020 } })).jobId,
    }),
  },
} as const satisfies Record<string, Kind>
