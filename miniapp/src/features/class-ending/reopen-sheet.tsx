import { CLASS_ACTION_LABELS, type ClassView } from '@jijiao/shared/classes'
import { api } from '../../api'
import { DecisionSheet } from '../decisions'
import { useRole } from '../shell'

const REASON_MAX = 50
const READY_REASONS = ['成绩录入有误', '考勤需要更正', '漏录了学员']

type ReopenSheetProps = {
  readonly trainingClass: ClassView
  readonly onReopened: () => void
  readonly onDismiss: () => void
}

export function ReopenSheet({ trainingClass, onReopened, onDismiss }: ReopenSheetProps) {
  const isProvider = useRole() === 'provider'
  return (
    <DecisionSheet
      title={`重新开班“${trainingClass.name}”？`}
      message={
        isProvider
          ? '结班时申报的学时会先收回，各单位已认定的一并撤销，再次结班时重新申报；学员会收到通知。'
          : '结班时认定的学时会先撤销，再次结班时重新认定；学员会收到通知。'
      }
      confirmText={CLASS_ACTION_LABELS.reopen}
      isRefusal
      opinionLabel="原因"
      readyReasons={READY_REASONS}
      maxLength={REASON_MAX}
      decide={async (reason, idempotencyKey) => {
        await api.classEndings.reopen({ params: { classId: trainingClass.id }, body: { reason } }, { idempotencyKey })
        onReopened()
      }}
      onDismiss={onDismiss}
    />
  )
}
