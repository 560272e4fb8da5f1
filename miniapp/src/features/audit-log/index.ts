export { AuditLog, RegionAuditLog } from './audit-log'
