import { OPERATORS, OUR_OPERATORS, PERSONAL, REAL_NAME } from '../personas'
import type { Input, Rows } from '../row'
import type { Thing } from '../thing'
import type { World } from '../world'

const one = (_: World, { id }: Thing): Input => ({ params: { dataRequestId: id } })
/** Refused after the right was looked at. */
const unproven = { password: 'Wrong2580' }

export const myDataRows: Rows = {
  overview: { may: PERSONAL },
  exportAll: { may: PERSONAL, input: () => ({ body: unproven }) },
  liftRestriction: { may: REAL_NAME },
  submit: { may: REAL_NAME, input: () => ({ body: { kind: 'restriction', text: '停止使用我的信息' } }) },
  mine: { may: REAL_NAME },
  withdraw: { may: ['trainee'], on: 'dataRequest', in: ['submitted'], input: one },
  closure: { may: PERSONAL },
  close: { may: PERSONAL, input: () => ({ body: { ...unproven, acknowledged: true } }) },
  consents: { may: PERSONAL },
  acceptNotice: { may: PERSONAL, input: ({ noticeVersion }) => ({ body: { noticeVersion } }) },
  consentToLocation: { may: PERSONAL, input: () => ({ body: { version: '2026-11' } }) },
  withdrawConsent: { may: PERSONAL, input: () => ({ params: { purpose: 'wechatMessages' } }) },
  list: { may: OPERATORS },
  get: { may: OUR_OPERATORS, on: 'dataRequest', input: one },
  decide: {
    may: ['decider'],
    on: 'dataRequest',
    in: ['submitted'],
    input: (_, { id, version }) => ({
      params: { dataRequestId: id },
      body: { version, decision: 'refuse', ground: 'accurate', opinion: '已核对原件' },
    }),
  },
}
