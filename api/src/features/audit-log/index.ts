import { auditLogContract } from '@jijiao/shared/audit-log/contract'
import { defineFeature } from '../../feature'
import { auditLogRoutes } from './audit-log.routes'

/** What is in the audit log about an organization, for those who answer for it. The log itself is `api/src/audit`. */
export const auditLog = defineFeature({
  name: 'auditLog',
  contract: auditLogContract,
  collections: [],
  routes: auditLogRoutes,
})
