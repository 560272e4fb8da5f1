import { attachmentContract } from '@jijiao/shared/attachments/contract'
import { attachmentModel } from '../../attachments'
import { defineFeature } from '../../feature'
import { attachmentRoutes } from './attachments.routes'
import { attachmentPersonalData } from './personal-data'
import { attachmentUnitData } from './unit-data'
import { expiryJob } from './upload'

/** Uploads and downloads. Which thing a file belongs to is that thing's affair: see `claimAttachments`. */
export const attachments = defineFeature({
  name: 'attachments',
  contract: attachmentContract,
  collections: [attachmentModel],
  unitData: attachmentUnitData,
  personalData: attachmentPersonalData,
  routes: attachmentRoutes,
  jobs: (deps) => [expiryJob(deps)],
})
