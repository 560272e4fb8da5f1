import type { Row, Rows } from './row'
import { accountRows } from './rows/accounts'
import { affiliationRows } from './rows/affiliations'
import { approvalRows } from './rows/approvals'
import { assessmentRows } from './rows/assessments'
import { attendanceRows } from './rows/attendance'
import { certificateRows } from './rows/certificates'
import { classEndingRows, leaveRequestRows, spotCheckRows, timetableRows } from './rows/class-work'
import { classRows } from './rows/classes'
import { courseRows } from './rows/courses'
import { dishonestyRows } from './rows/dishonesty'
import { exemptionRows } from './rows/exemptions'
import { importRows } from './rows/imports'
import { legacyRows } from './rows/legacy'
import { myDataRows } from './rows/my-data'
import { operatorRows } from './rows/operators'
import { organizationRows, unitMergeRows } from './rows/organizations'
import { attachmentRows, auditLogRows, jobRows, messageRows } from './rows/own'
import { planRows } from './rows/plans'
import { recordRows } from './rows/records'
import { ruleSetRows } from './rows/rule-sets'
import { teacherRows } from './rows/teachers'
import { traineeRows } from './rows/trainees'
import { unitExportRows } from './rows/unit-exports'
import { webhookRows } from './rows/webhooks'
import { yearRows } from './rows/years'

const groups: Readonly<Record<string, Rows>> = {
  accounts: accountRows,
  organizations: organizationRows,
  operators: operatorRows,
  affiliations: affiliationRows,
  classes: classRows,
  attendance: attendanceRows,
  teachers: teacherRows,
  assessments: assessmentRows,
  dishonesty: dishonestyRows,
  trainees: traineeRows,
  courses: courseRows,
  plans: planRows,
  unitMerges: unitMergeRows,
  leaveRequests: leaveRequestRows,
  timetables: timetableRows,
  classEndings: classEndingRows,
  spotChecks: spotCheckRows,
  creditRecords: recordRows,
  certificates: certificateRows,
  ruleSets: ruleSetRows,
  auditLog: auditLogRows,
  attachments: attachmentRows,
  messages: messageRows,
  jobs: jobRows,
  myData: myDataRows,
  legacy: legacyRows,
  imports: importRows,
  webhooks: webhookRows,
  unitExports: unitExportRows,
  exemptions: exemptionRows,
  years: yearRows,
  approvals: approvalRows,
}

/** Persona × operation × state: whatever stands in no row is refused. */
export const matrix: Readonly<Record<string, Row>> = Object.fromEntries(
  Object.entries(groups).flatMap(([group, rows]) =>
    Object.entries(rows).map(([name, row]) => [`${group}.${name}`, row]),
  ),
)
