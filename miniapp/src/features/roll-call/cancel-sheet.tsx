import { REASON_MAX, type SessionView } from '@jijiao/shared/attendance'
import { api } from '../../api'
import { DecisionSheet } from '../decisions'
import { sessionTime } from './session-words'

const REASONS = ['课程改期', '教师有事', '场地不能使用']

type CancelSheetProps = {
  readonly session: SessionView
  readonly onCancelled: () => void
  readonly onDismiss: () => void
}

/** Calls a planned roll call off. */
export function CancelSheet({ session, onCancelled, onDismiss }: CancelSheetProps) {
  return (
    <DecisionSheet
      title="取消这次考勤？"
      message={`${sessionTime(session)}。已提出的请假随之失效，取消后不能恢复。`}
      confirmText="取消这次考勤"
      isRefusal
      opinionLabel="取消的原因"
      readyReasons={REASONS}
      maxLength={REASON_MAX}
      decide={async (reason, idempotencyKey) => {
        await api.timetables.cancelSession({ params: { sessionId: session.id }, body: { reason } }, { idempotencyKey })
        onCancelled()
      }}
      onDismiss={onDismiss}
    />
  )
}
