import type { Types } from 'mongoose'

/** Everything that is ever recorded, in the past tense. A closed set: a new kind of change needs a new word here. */
export const FACTS = [
  'AccountRegistered',
  'UnitAccountRegistered',
  'RealNameVerified',
  'PasswordChanged',
  'PasswordRecovered',
  'SignedIn',
  'SignedOut',
  'SignedOutEverywhere',
  'RefreshTokenReused',
  'WechatBound',
  'WechatUnbound',
  'OrganizationCreated',
  'OrganizationAliasesChanged',
  'UnitMergeStarted',
  'UnitMergeCompleted',
  'UnitInformationChanged',
  'RoleApplicationSaved',
  'RoleApplicationConfirmed',
  'RoleApplicationSubmitted',
  'RoleApplicationApproved',
  'RoleApplicationReturned',
  'OperatorInvited',
  'OperatorAccepted',
  'OperatorRefused',
  'OperatorInvitationLapsed',
  'OperatorBound',
  'OperatorUnbound',
  'OperatorGrantsChanged',
  'ProfileCreated',
  'ProfileChanged',
  'ProfileClaimed',
  'AffiliationRequested',
  'AffiliationWithdrawn',
  'AffiliationConfirmed',
  'AffiliationRefused',
  'AffiliationEnded',
  'TraineeAdded',
  'TraineeLeft',
  'TraineeTransferred',
  'AffiliationRestored',
  'AffiliationMoved',
  'DisputeOpened',
  'DisputeEscalated',
  'DisputeUpheld',
  'DisputeDismissed',
  'DisputeWithdrawn',
  'ClassCreated',
  'ClassChanged',
  'ClassAttendanceRuleSet',
  'ClassOpened',
  'ClassClosed',
  'ClassReopened',
  'ClassCancelled',
  'TraineeEnrolled',
  'EnrollmentWithdrawn',
  'AssessmentEntered',
  'AssessmentCorrected',
  'TeacherAdded',
  'TeacherChanged',
  'TeacherEnabled',
  'TeacherDisabled',
  'TeacherRemoved',
  'CourseCreated',
  'CourseChanged',
  'CourseRetired',
  'PlanCreated',
  'PlanChanged',
  'PlanRemoved',
  'PlanSubmitted',
  'PlanWithdrawn',
  'PlanStepApproved',
  'PlanApproved',
  'PlanReturned',
  'PlanRejected',
  'ReviewRouteSet',
  'ReviewRouteRemoved',
  'CreditRecordDrafted',
  'CreditRecordChanged',
  'CreditRecordRemoved',
  'CreditRecordSubmitted',
  'CreditRecordWithdrawn',
  'CreditRecordPassedOn',
  'CreditRecordRecognized',
  'CreditRecordReturned',
  'CreditRecordRejected',
  'CreditRecordSuperseded',
  'CreditRecordRevocationAsked',
  'CreditRecordRevocationRefused',
  'CreditRecordRevoked',
  'DishonestyRecorded',
  'DishonestyNoticed',
  'DishonestyReplied',
  'DishonestyEnforced',
  'DishonestyRevoked',
  'DishonestyExpired',
  'RuleSetCreated',
  'RuleSetCorrected',
  'RuleSetConfirmed',
  'SessionPlanned',
  'SessionChanged',
  'SessionCancelled',
  'SessionOpened',
  'SessionClosed',
  'ScreenLinked',
  'AttendanceMarked',
  'MarkCorrected',
  'TraineeLeft',
  'LeaveRequested',
  'LeaveWithdrawn',
  'LeaveApproved',
  'LeaveRefused',
  'LeaveLapsed',
  'SpotCheckDrawn',
  'SpotCheckRecorded',
  'LateScanReceived',
  'LateScanDecided',
  'PersonalDataRevealed',
] as const
export type FactName = (typeof FACTS)[number]

export const SUBJECT_KINDS = [
  'account',
  'organization',
  'operator',
  'roleApplication',
  'trainee',
  'affiliation',
  'dispute',
  'class',
  'enrollment',
  'teacher',
  'course',
  'plan',
  'reviewRoute',
  'creditRecord',
  'dishonestyRecord',
  'ruleSet',
  'attendanceSession',
  'attendanceMark',
  'leaveRequest',
  'spotCheck',
] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

export type FactActor = {
  /** `null`: the system itself, or an administrator's command. */
  readonly accountId: string | null
  readonly organizationId: string | null
}

/** `from` and `to` are states of the subject's lifecycle where it has one. Never personal data in the clear. */
export type Fact = {
  readonly _id: Types.ObjectId
  readonly what: FactName
  readonly subject: { readonly kind: SubjectKind; readonly id: string }
  /** Whose log it belongs to besides the actor's. */
  readonly organizationId: string | null
  readonly actor: FactActor
  readonly from: string | null
  readonly to: string | null
  readonly reason: string | null
  readonly details: Readonly<Record<string, string | number | boolean | null>> | null
  readonly at: Date
  readonly requestId: string
}

export type SealedFact = Fact & { readonly seq: number; readonly previousHash: string; readonly hash: string }
