import { accountContract } from '../accounts/contract'
import { affiliationContract } from '../affiliations/contract'
import { approvalContract } from '../approvals/contract'
import { assessmentContract } from '../assessments/contract'
import { attachmentContract } from '../attachments/contract'
import { attendanceContract } from '../attendance/contract'
import { auditLogContract } from '../audit-log/contract'
import { certificateContract } from '../certificates/contract'
import { classEndingContract } from '../class-endings/contract'
import { classContract } from '../classes/contract'
import { courseContract } from '../courses/contract'
import { creditRecordContract } from '../credit-records/contract'
import { dishonestyContract } from '../dishonesty/contract'
import { exemptionContract } from '../exemptions/contract'
import { importContract } from '../imports/contract'
import { jobContract } from '../jobs/contract'
import { leaveRequestContract } from '../leave-requests/contract'
import { legacyContract } from '../legacy/contract'
import { messageContract } from '../messages/contract'
import { myDataContract } from '../my-data/contract'
import { operatorContract } from '../operators/contract'
import { organizationContract } from '../organizations/contract'
import { planContract } from '../plans/contract'
import { ruleSetContract } from '../rule-sets/contract'
import { spotCheckContract } from '../spot-checks/contract'
import { teacherContract } from '../teachers/contract'
import { timetableContract } from '../timetables/contract'
import { traineeContract } from '../trainees/contract'
import { unitExportContract } from '../unit-exports/contract'
import { unitMergeContract } from '../unit-merges/contract'
import { webhookContract } from '../webhooks/contract'
import { yearContract } from '../years/contract'

/** Every operation of the API, by feature. Clients take its type only. */
export const contract = {
  accounts: accountContract,
  organizations: organizationContract,
  operators: operatorContract,
  affiliations: affiliationContract,
  trainees: traineeContract,
  unitMerges: unitMergeContract,
  classes: classContract,
  attendance: attendanceContract,
  leaveRequests: leaveRequestContract,
  timetables: timetableContract,
  assessments: assessmentContract,
  classEndings: classEndingContract,
  spotChecks: spotCheckContract,
  teachers: teacherContract,
  courses: courseContract,
  plans: planContract,
  certificates: certificateContract,
  creditRecords: creditRecordContract,
  dishonesty: dishonestyContract,
  ruleSets: ruleSetContract,
  exemptions: exemptionContract,
  years: yearContract,
  approvals: approvalContract,
  auditLog: auditLogContract,
  attachments: attachmentContract,
  legacy: legacyContract,
  imports: importContract,
  webhooks: webhookContract,
  unitExports: unitExportContract,
  messages: messageContract,
  myData: myDataContract,
  jobs: jobContract,
} as const

export type ApiContract = typeof contract
