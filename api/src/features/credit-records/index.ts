import { creditRecordContract } from '@jijiao/shared/credit-records/contract'
import { defineFeature } from '../../feature'
import { hoursVersionModel } from './hours-version'
import { myRecordRoutes } from './my-records.routes'
import { recordPersonalData } from './personal-data'
import { conflictsJob } from './record.conflicts'
import { recordFileOwner } from './record.files'
import { creditRecordModel } from './record.model'
import { confirmationTodo, recordTodo, revocationTodo } from './record.todo'
import { recordTermModel } from './record-terms'
import { recordRoutes } from './records.routes'
import { recordUnitData } from './unit-data'

export { type ClassRowResult, recognizeClassRecords, revokeClassRecords } from './class-records'
export { confirmRecord, decideRecord, submitRecord } from './decision.commands'
export { hoursVersionsOf, markHoursChanged, type PersonYear } from './hours-version'
export type { ClassRow } from './new-class-record'
export { newRecord } from './new-record'
export { draftRecord } from './record.commands'
export { refreshConflicts } from './record.conflicts'
export { type CreditRecord, creditRecordModel } from './record.model'
export { recordImporter } from './record-importer'
export { rememberTerms } from './record-terms'
export { askRevocation, decideRevocation } from './revision.commands'
export { type CategorySum, type CategorySums, hoursByTrainee, sumsByTrainee } from './sums'

export const creditRecords = defineFeature({
  name: 'creditRecords',
  contract: creditRecordContract,
  collections: [creditRecordModel, hoursVersionModel, recordTermModel],
  jobs: (deps) => [conflictsJob(deps)],
  personalData: recordPersonalData,
  attachmentOwners: (deps) => [recordFileOwner(deps)],
  todoSources: (deps) => [confirmationTodo(deps), recordTodo(deps), revocationTodo(deps)],
  unitData: recordUnitData,
  routes: (deps) => ({ ...myRecordRoutes(deps), ...recordRoutes(deps) }),
})
