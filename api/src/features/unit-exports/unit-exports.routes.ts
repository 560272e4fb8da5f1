import type { UnitExportView } from '@jijiao/shared/unit-exports'
import type { unitExportContract } from '@jijiao/shared/unit-exports/contract'
import { Types } from 'mongoose'
import { circumstances } from '../../audit'
import type { UnitAccountActor } from '../../auth/actor'
import { afterCursor, cutPage } from '../../db/keyset'
import type { Deps } from '../../deps'
import { FileAnswer, type Handlers } from '../../http/call'
import { Problem } from '../../http/problem'
import { proveOwnPassword } from '../accounts'
import { askUnitExport, keepDownload } from './unit-export.commands'
import { type UnitExport, unitExportModel } from './unit-export.model'

const newestFirst = { path: '_id', direction: -1 } as const

export function unitExportRoutes(deps: Deps): Handlers<typeof unitExportContract> {
  const ownedBy = ({ unitAccountOf }: UnitAccountActor) => ({ organizationId: new Types.ObjectId(unitAccountOf) })
  async function findVisible(actor: UnitAccountActor, id: string): Promise<UnitExport> {
    const found = await unitExportModel(deps.db)
      .findOne({ _id: id, ...ownedBy(actor) })
      .lean<UnitExport | null>()
    if (!found) throw new Problem('not_found')
    return found
  }

  return {
    async list({ query, actor, request }) {
      const found = await unitExportModel(deps.db)
        .find({ ...ownedBy(actor), ...afterCursor(query.cursor, newestFirst) })
        .sort({ _id: -1 })
        .limit(query.limit + 1)
        .lean<UnitExport[]>()
      const { data, nextCursor } = cutPage(found, query.limit, ({ _id }) => ({ value: '', id: String(_id) }))
      return { data: data.map((one) => present(one, request.receivedAt)), nextCursor }
    },
    async ask({ body, actor, request }) {
      if (body.numbers === 'whole') await proveOwnPassword(deps, actor, body.password, request)
      const given = { organizationId: actor.unitAccountOf, numbers: body.numbers }
      return present(await askUnitExport(deps, circumstances(actor, request), given), request.receivedAt)
    },
    get: async ({ params, actor, request }) =>
      present(await findVisible(actor, params.unitExportId), request.receivedAt),
    async download({ params, actor, request }) {
      const found = await findVisible(actor, params.unitExportId)
      if (!isDownloadable(found, request.receivedAt)) throw new Problem('unit_export_not_ready')
      const content = await deps.files.get(found.storageKey)
      if (!content) throw new Problem('unit_export_not_ready')
      await keepDownload(deps, circumstances(actor, request), found)
      const day = found.askedAt.toISOString().slice(0, 10)
      return new FileAnswer({
        name: `单位数据 ${day}.zip`,
        type: 'application/zip',
        content,
        ...(found.sizeBytes !== null && { size: found.sizeBytes }),
      })
    },
  }
}

const isDownloadable = ({ state, expiresAt }: UnitExport, at: number) =>
  state === 'ready' && expiresAt !== undefined && expiresAt.getTime() > at

const present = (one: UnitExport, at: number): UnitExportView => ({
  id: String(one._id),
  state: one.state === 'ready' && !isDownloadable(one, at) ? 'expired' : one.state,
  numbers: one.numbers,
  askedAt: one.askedAt.toISOString(),
  readyAt: one.readyAt?.toISOString() ?? null,
  expiresAt: one.expiresAt?.toISOString() ?? null,
  sizeBytes: one.sizeBytes,
  rowCount: one.rowCount,
  abilities: { download: isDownloadable(one, at) },
})
