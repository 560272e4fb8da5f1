import { courseKeyOf, type RecordSource } from '@jijiao/shared/credit-records'
import { enclosingRegionCodes } from '@jijiao/shared/regions'
import { Types } from 'mongoose'
import type { Circumstances } from '../../audit'
import type { Trainee } from '../affiliations'
import type { ResponsibleUnit } from './decision-route'
import type { CreditRecord, RecordContent } from './record.model'

type New = {
  readonly id?: string | undefined
  readonly trainee: Pick<Trainee, '_id' | 'nameKeys' | 'residentIdIndex'>
  readonly unit: ResponsibleUnit
  readonly content: RecordContent
  readonly source: RecordSource
  readonly declaredBy: CreditRecord['declaredBy']
}

/** What two records of the same course, or of the same provider, have in common. */
export const keysOf = ({ courseName, providerName }: Pick<RecordContent, 'courseName' | 'providerName'>) => ({
  courseKey: courseKeyOf(courseName),
  providerKey: courseKeyOf(providerName),
})

/** A draft that nothing has happened to yet. */
export const newRecord = (
  of: Circumstances,
  { id, trainee, unit, content, source, declaredBy }: New,
): CreditRecord => ({
  ...content,
  ...keysOf(content),
  _id: new Types.ObjectId(id),
  traineeId: trainee._id,
  nameKeys: trainee.nameKeys,
  residentIdIndex: trainee.residentIdIndex,
  organizationId: unit._id,
  regionCodes: [...enclosingRegionCodes(unit.regionCode)],
  source,
  classId: null,
  liveClassId: null,
  declaredBy,
  state: 'draft',
  review: null,
  awaitingId: null,
  hasConflict: false,
  lastSubmission: null,
  decidedBy: null,
  certifiedTenths: null,
  overrideReason: null,
  selfApproved: false,
  recognizedAt: null,
  supersedesId: null,
  correctionReason: null,
  correctionId: null,
  supersededById: null,
  revocation: null,
  revokedAt: null,
  trail: [],
  version: 1,
  createdAt: of.at,
  changedAt: of.at,
})

export const accountOf = ({ actor }: Circumstances) => (actor.accountId ? new Types.ObjectId(actor.accountId) : null)
