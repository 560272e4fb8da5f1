import type { TraineeProfileView } from '@jijiao/shared/trainees'
import { api } from '../../api'
import { DecisionSheet } from '../decisions'

const REASONS = ['已离职', '已退休', '已调往其他单位', '绑定有误']
const REASON_MAX = 200

type EndSheetProps = {
  readonly trainee: TraineeProfileView
  readonly onEnded: () => void
  readonly onDismiss: () => void
}

/** The person reads the reason and keeps every record. */
export function EndSheet({ trainee, onEnded, onDismiss }: EndSheetProps) {
  return (
    <DecisionSheet
      title={`与${trainee.name}解除绑定？`}
      message="解除后，他不再是本单位学员，不能再录入培训班；学习记录和学时仍归本人所有。"
      confirmText="解除绑定"
      isRefusal
      opinionLabel="原因"
      readyReasons={REASONS}
      maxLength={REASON_MAX}
      decide={async (reason, idempotencyKey) => {
        const params = { affiliationId: trainee.affiliationId }
        await api.affiliations.end({ params, body: { reason } }, { idempotencyKey })
        onEnded()
      }}
      onDismiss={onDismiss}
    />
  )
}
