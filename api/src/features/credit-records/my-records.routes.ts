import type { creditRecordContract } from '@jijiao/shared/credit-records/contract'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { traineeIdOf } from '../affiliations'
import { organizationNames } from '../organizations'
import type { CreditRecord } from './record.model'
import { findOwnRecord } from './record.policy'
import { presentMine, presentMyLine } from './record.presenter'
import { pageOfOwnRecords } from './record.queries'

/** What a person does with her own records. */
export function myRecordRoutes(deps: Deps): Handlers<typeof creditRecordContract> {
  const present = async (record: CreditRecord) => {
    const names = await organizationNames(deps, [record.organizationId])
    return presentMine(record, names.get(String(record.organizationId)) ?? '')
  }

  return {
    async mine({ query, actor }) {
      const traineeId = await traineeIdOf(deps, actor)
      if (traineeId === null) return { data: [], nextCursor: null }
      const { data, nextCursor } = await pageOfOwnRecords(deps, traineeId, query)
      const names = await organizationNames(
        deps,
        data.map(({ organizationId }) => organizationId),
      )
      return {
        data: data.map((record) => presentMyLine(record, names.get(String(record.organizationId)) ?? '')),
        nextCursor,
      }
    },
    mineOne: async ({ params, actor }) => present(await findOwnRecord(deps, actor, params.recordId)),
  }
}
