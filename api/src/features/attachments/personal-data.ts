import { archivePath, attachmentModel } from '../../attachments'
import { dataOf, type PersonalData } from '../../privacy/personal-data'

/** What belongs to a record is kept with it; what nothing has claimed is deleted by the next round of the expiry. */
export const attachmentPersonalData: readonly PersonalData[] = [
  {
    kind: 'attachments',
    sources: [
      dataOf({
        model: attachmentModel,
        of: ({ accountId }) => ({ uploadedBy: String(accountId) }),
        show: ({ _id, name, sizeBytes, sha256, uploadedAt, owner, organizationId }) => ({
          文件名: name,
          大小: sizeBytes,
          SHA256: sha256,
          上传时间: uploadedAt,
          是否已使用: owner ? '是' : '否',
          在导出文件中: owner && organizationId === null ? archivePath({ _id, name }) : null,
        }),
      }),
    ],
    async erase({ deps, of, subject: { accountId }, session }) {
      await attachmentModel(deps.db).updateMany(
        { uploadedBy: String(accountId), owner: null },
        { $set: { uploadedBy: '', expiresAt: of.at } },
        { session },
      )
    },
  },
]
