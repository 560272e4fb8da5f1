import { archivePath, attachmentModel } from '../../attachments'
import { everyOne } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'

/** What the unit's operators uploaded for it, and where an archive that holds the files has each. */
export const attachmentUnitData: readonly UnitDataKind[] = [
  {
    name: 'attachments',
    label: '附件清单',
    async *rows({ db }, unitId) {
      const own = { organizationId: String(unitId) }
      for await (const one of everyOne(attachmentModel(db), own, { path: '_id', direction: 1 })) {
        const row = rowOf(one, ['owner', 'name', 'type', 'sizeBytes', 'sha256', 'uploadedAt', 'operatorName'])
        yield { ...row, file: one.owner && archivePath(one) }
      }
    },
  },
]
