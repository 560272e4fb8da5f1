import { CLASS_ACTION_LABELS, type ClassView } from '@jijiao/shared/classes'
import { useState } from 'react'
import { api } from '../../api'
import { ConfirmSheet, FormError, TextField } from '../../ui'
import { ReasonField, useAction } from '../decisions'

const NOTE_MAX = 50
const CANCEL_REASONS = ['报名人数不足', '讲师时间有变', '场地不可用', '计划调整']

export type ClassMove = 'open' | 'cancel'

type MoveSheetProps = {
  readonly move: ClassMove
  readonly trainingClass: ClassView
  readonly onMoved: () => void
  readonly onDismiss: () => void
}

/** Opens or cancels a class, with a note that stays beside its state. */
export function MoveSheet({ move, trainingClass, onMoved, onDismiss }: MoveSheetProps) {
  const [note, setNote] = useState('')
  const { isPending, message, run } = useAction()

  async function confirm(): Promise<void> {
    const input = { params: { classId: trainingClass.id }, body: { note } }
    await run([move, note], async (idempotencyKey) => {
      const send = move === 'open' ? api.classes.open : api.classEndings.cancel
      await send(input, { idempotencyKey })
      onMoved()
    })
  }

  const shared = { pending: isPending, onConfirm: () => void confirm(), onDismiss }
  const field = { label: '备注', value: note, onChange: setNote, maxLength: NOTE_MAX, optional: true }
  if (move === 'open') {
    return (
      <ConfirmSheet
        open
        title={`“${trainingClass.name}”现在开班？`}
        message="开班后可以录入人员、安排考勤；班级信息不能再修改。"
        confirmText={CLASS_ACTION_LABELS.open}
        {...shared}
      >
        <FormError message={message} />
        <TextField {...field} hint={`最多 ${NOTE_MAX} 字`} />
      </ConfirmSheet>
    )
  }
  return (
    <ConfirmSheet
      open
      title={`取消“${trainingClass.name}”？`}
      message="取消后不能恢复，不能再录入人员和考勤，也不计学时。已有的考勤记录仍会保留。"
      confirmText={CLASS_ACTION_LABELS.cancel}
      danger
      {...shared}
    >
      <FormError message={message} />
      <ReasonField {...field} ready={CANCEL_REASONS} />
    </ConfirmSheet>
  )
}
