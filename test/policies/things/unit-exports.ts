import { randomBytes } from 'node:crypto'
import { UNIT_EXPORT_STATES } from '@jijiao/shared/unit-exports'
import { Types } from 'mongoose'
import type { Kind } from '../thing'

export const unitExportThings = {
  unitExport: {
    states: UNIT_EXPORT_STATES,
    async make({ api, unit }, state) {
      const { db, files } = api.app.deps
      const id = new Types.ObjectId()
      const at = api.clock.now()
      const storageKey = randomBytes(20).toString('hex')
      if (state === 'ready') await files.put(storageKey, Buffer.from('PK'), 'application/zip')
      await db.collection('unitExports').insertOne({
        _id: id,
        organizationId: new Types.ObjectId(unit.id),
        state,
        numbers: 'masked',
        askedAt: new Date(at),
        readyAt: null,
        ...(state === 'ready' && { expiresAt: new Date(at + 3_600_000) }),
        storageKey,
        sizeBytes: null,
        sha256: null,
        rowCount: null,
      })
      return { id }
    },
  },
} as const satisfies Record<string, Kind>
