import { accountEndpoints } from '../accounts'
import { affiliationEndpoints } from '../affiliations'
import { approvalEndpoints } from '../approvals'
import { assessmentEndpoints } from '../assessments'
import { attachmentEndpoints } from '../attachments'
import { attendanceEndpoints } from '../attendance'
import { auditLogEndpoints } from '../audit-log'
import { certificateEndpoints } from '../certificates/endpoints'
import { classEndingEndpoints } from '../class-endings'
import { classEndpoints } from '../classes'
import { courseEndpoints } from '../courses'
import { creditRecordEndpoints } from '../credit-records'
import { dishonestyEndpoints } from '../dishonesty'
import { exemptionEndpoints } from '../exemptions'
import { importEndpoints } from '../imports'
import { jobEndpoints } from '../jobs'
import { leaveRequestEndpoints } from '../leave-requests'
import { legacyEndpoints } from '../legacy'
import { messageEndpoints } from '../messages'
import { myDataEndpoints } from '../my-data/endpoints'
import { operatorEndpoints } from '../operators'
import { organizationEndpoints } from '../organizations'
import { planEndpoints } from '../plans'
import { ruleSetEndpoints } from '../rule-sets'
import { spotCheckEndpoints } from '../spot-checks'
import { teacherEndpoints } from '../teachers'
import { timetableEndpoints } from '../timetables'
import { traineeEndpoints } from '../trainees'
import { unitExportEndpoints } from '../unit-exports'
import { unitMergeEndpoints } from '../unit-merges'
import { webhookEndpoints } from '../webhooks'
import { yearEndpoints } from '../years'

/** Every endpoint of the API, by feature: what `createClient` needs at run time. */
export const endpoints = {
  accounts: accountEndpoints,
  organizations: organizationEndpoints,
  operators: operatorEndpoints,
  affiliations: affiliationEndpoints,
  trainees: traineeEndpoints,
  unitMerges: unitMergeEndpoints,
  classes: classEndpoints,
  attendance: attendanceEndpoints,
  leaveRequests: leaveRequestEndpoints,
  timetables: timetableEndpoints,
  assessments: assessmentEndpoints,
  classEndings: classEndingEndpoints,
  spotChecks: spotCheckEndpoints,
  teachers: teacherEndpoints,
  courses: courseEndpoints,
  plans: planEndpoints,
  certificates: certificateEndpoints,
  creditRecords: creditRecordEndpoints,
  dishonesty: dishonestyEndpoints,
  ruleSets: ruleSetEndpoints,
  exemptions: exemptionEndpoints,
  years: yearEndpoints,
  approvals: approvalEndpoints,
  auditLog: auditLogEndpoints,
  attachments: attachmentEndpoints,
  legacy: legacyEndpoints,
  imports: importEndpoints,
  webhooks: webhookEndpoints,
  unitExports: unitExportEndpoints,
  messages: messageEndpoints,
  myData: myDataEndpoints,
  jobs: jobEndpoints,
} as const
