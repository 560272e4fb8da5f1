import { approvalContract } from '@jijiao/shared/approvals/contract'
import { defineFeature } from '../../feature'
import { approvalRoutes } from './approvals.routes'
import { followUpModel } from './follow-up.model'
import { reasonTemplateModel } from './reason-template.model'

export const approvals = defineFeature({
  name: 'approvals',
  contract: approvalContract,
  collections: [followUpModel, reasonTemplateModel],
  personalData: [{ kind: 'operatorWork', also: [followUpModel] }],
  routes: approvalRoutes,
})
