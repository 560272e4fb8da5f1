import type { creditRecordContract } from '@jijiao/shared/credit-records/contract'
import { Types } from 'mongoose'
import { attachmentsOf } from '../../attachments'
import { circumstances } from '../../audit'
import type { PersonActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import type { Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { boundTrainee, traineeIdOf } from '../affiliations'
import { organizationNames } from '../organizations'
import { submitRecord, traineeOfRecord, withdrawRecord } from './decision.commands'
import { changeRecord, draftRecord, removeRecord } from './record.commands'
import { recordFiles } from './record.files'
import type { CreditRecord } from './record.model'
import { findOwnRecord } from './record.policy'
import { presentMine, presentMyLine } from './record.presenter'
import { pageOfOwnRecords } from './record.queries'

type Own = 'mine' | 'mineOne' | 'declareMine' | 'editMine' | 'removeMine' | 'submitMine' | 'withdrawMine'

/** What a person does with her own records. */
export function myRecordRoutes(deps: Deps): Pick<Handlers<typeof creditRecordContract>, Own> {
  const present = async (record: CreditRecord) => {
    const [names, files] = await Promise.all([
      organizationNames(deps, [record.organizationId]),
      attachmentsOf(deps, recordFiles(record)),
    ])
    return presentMine(record, names.get(String(record.organizationId)) ?? '', files)
  }
  /** A record that she declared herself; what others declared for her she sees and does not touch. */
  const toDeclare = async (actor: PersonActor, recordId: string) => {
    const record = await findOwnRecord(deps, actor, recordId)
    if (record.declaredBy.organizationId !== null) throw new Problem('not_allowed')
    return record
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
    async declareMine({ body, actor, request }) {
      const traineeId = await traineeIdOf(deps, actor)
      const bound = traineeId === null ? null : await boundTrainee(deps, { _id: new Types.ObjectId(traineeId) })
      if (!bound) throw new Problem('unit_required')
      const given = { of: bound, source: 'person', declaringId: null, input: body } as const
      return present(await draftRecord(deps, circumstances(actor, request), given))
    },
    async editMine({ params, body, actor, request }) {
      const record = await toDeclare(actor, params.recordId)
      const { series } = await traineeOfRecord(deps, record)
      return present(await changeRecord(deps, circumstances(actor, request), record, { input: body, series }))
    },
    async removeMine({ params, actor, request }) {
      await removeRecord(deps, circumstances(actor, request), await toDeclare(actor, params.recordId))
    },
    async submitMine({ params, body, actor, request }) {
      const record = await toDeclare(actor, params.recordId)
      return present(await submitRecord(deps, circumstances(actor, request), record, body))
    },
    async withdrawMine({ params, body, actor, request }) {
      const record = await toDeclare(actor, params.recordId)
      return present(await withdrawRecord(deps, circumstances(actor, request), record, body))
    },
  }
}
