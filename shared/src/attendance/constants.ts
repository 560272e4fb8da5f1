export const SESSION_STATES = ['planned', 'open', 'closed', 'cancelled'] as const
export type SessionState = (typeof SESSION_STATES)[number]

export const MARK_STATES = ['present', 'late', 'leave', 'absent'] as const
export type MarkState = (typeof MARK_STATES)[number]

/** `kept`: scanned without network and sent later. `leaveRequest`: leave that was asked for and approved. */
export const MARK_SOURCES = ['scan', 'digits', 'kept', 'manual', 'leaveRequest'] as const
export type MarkSource = (typeof MARK_SOURCES)[number]

/**
 * What makes a mark doubtful. Never a reason to refuse: the operator decides.
 * `sentLate`: the scan was kept by an offline phone · `beyondLimit`: kept longer than the session allows ·
 * `sharedDevice`: another trainee was marked from the same device · `outsidePlace`, `withoutPlace`: the session has a
 * geofence and the phone was outside it, or gave no position · `scannedAfterManual`: the trainee scanned after the
 * operator had marked leave or absence.
 */
export const MARK_FLAGS = [
  'sentLate',
  'beyondLimit',
  'sharedDevice',
  'outsidePlace',
  'withoutPlace',
  'scannedAfterManual',
] as const
export type MarkFlag = (typeof MARK_FLAGS)[number]

/** A late scan waits for the operator (`pending`) until it is accepted or refused; other marks have no decision. */
export const SCAN_DECISIONS = ['pending', 'accepted', 'refused'] as const
export type ScanDecision = (typeof SCAN_DECISIONS)[number]

/** A code lives for this slot and the next: long enough for a slow phone, too short to be passed on. */
export const SLOT_SECONDS = 8
export const TRIES_PER_SLOT = 5

/** A second scan within this time is a repetition; after it, where a roll call is scanned on leaving, it is leaving. */
export const LEAVING_AFTER_MINUTES = 10
/** How long after its end a roll call can still be scanned on leaving. */
export const LEAVING_GRACE_MINUTES = 30

/** How long after a scan the phone may still say where it is: as long as a person needs to decide whether it may. */
export const PLACE_WITHIN_MINUTES = 10

export const REASON_MAX = 100
export const REMARK_MAX = 100
