import type { Feature } from '../feature'
import { accounts } from './accounts'
import { affiliations } from './affiliations'
import { approvals } from './approvals'
import { assessments } from './assessments'
import { attachments } from './attachments'
import { attendance } from './attendance'
import { auditLog } from './audit-log'
import { certificates } from './certificates'
import { classEndings } from './class-endings'
import { classes } from './classes'
import { courses } from './courses'
import { creditRecords } from './credit-records'
import { dishonesty } from './dishonesty'
import { exemptions } from './exemptions'
import { imports } from './imports'
import { jobs } from './jobs'
import { leaveRequests } from './leave-requests'
import { legacy } from './legacy'
import { messages } from './messages'
import { myData } from './my-data'
import { operators } from './operators'
import { organizations } from './organizations'
import { plans } from './plans'
import { ruleSets } from './rule-sets'
import { spotChecks } from './spot-checks'
import { teachers } from './teachers'
import { timetables } from './timetables'
import { trainees } from './trainees'
import { unitExports } from './unit-exports'
import { unitMerges } from './unit-merges'
import { webhooks } from './webhooks'
import { years } from './years'

/** Every feature of the system; the app knows no other list. */
export const features: readonly Feature[] = [
  accounts,
  organizations,
  operators,
  affiliations,
  trainees,
  unitMerges,
  classes,
  attendance,
  leaveRequests,
  timetables,
  assessments,
  classEndings,
  spotChecks,
  teachers,
  courses,
  plans,
  certificates,
  creditRecords,
  dishonesty,
  ruleSets,
  exemptions,
  years,
  approvals,
  auditLog,
  attachments,
  legacy,
  imports,
  webhooks,
  unitExports,
  messages,
  jobs,
  myData,
]
