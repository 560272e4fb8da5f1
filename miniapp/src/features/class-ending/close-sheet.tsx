import type { ClosingOutcome, ClosingPreview } from '@jijiao/shared/class-endings'
import { CLASS_ACTION_LABELS, type ClassView } from '@jijiao/shared/classes'
import { api } from '../../api'
import { DecisionSheet } from '../decisions'
import { useRole } from '../shell'

const NOTE_MAX = 50

type CloseSheetProps = {
  readonly trainingClass: ClassView
  readonly counts: ClosingPreview['counts']
  readonly onClosed: (outcome: ClosingOutcome) => void
  readonly onDismiss: () => void
}

export function CloseSheet({ trainingClass, counts, onClosed, onDismiss }: CloseSheetProps) {
  const earning = useRole() === 'provider' ? `${counts.earning} 人的学时报各自单位认定` : `${counts.earning} 人获得学时`
  return (
    <DecisionSheet
      title={`“${trainingClass.name}”现在结班？`}
      message={`${earning}，${counts.notEarning} 人不获学时。结班后不能再录入人员、考勤和成绩。`}
      confirmText={CLASS_ACTION_LABELS.close}
      opinionLabel="备注"
      readyReasons={[]}
      maxLength={NOTE_MAX}
      decide={async (note, idempotencyKey) => {
        const input = { params: { classId: trainingClass.id }, body: { note } }
        onClosed(await api.classEndings.close(input, { idempotencyKey }))
      }}
      onDismiss={onDismiss}
    />
  )
}
