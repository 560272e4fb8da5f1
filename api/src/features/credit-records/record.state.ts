import type { CreditRecord } from './record.model'

/** Whether only the declarer's own side has acted. What a class gave is not taken back by hand. */
export const isUndecided = ({ classId, declaredBy, organizationId, review }: CreditRecord) =>
  classId === null && review?.index === (declaredBy.organizationId?.equals(organizationId) ? 1 : 0)

/** Whether a correction or a revocation is under way. */
export const isUnderRevision = ({ correctionId, revocation }: Pick<CreditRecord, 'correctionId' | 'revocation'>) =>
  correctionId !== null || revocation !== null

/** The body whose decision made the record count. */
export const recognizingBody = ({ review, organizationId }: Pick<CreditRecord, 'review' | 'organizationId'>) =>
  review?.bodies[review.index]?.organizationId ?? organizationId
