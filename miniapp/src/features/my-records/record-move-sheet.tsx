import { type MyRecordView, RECORD_ACTION_LABELS } from '@jijiao/shared/credit-records'
import { api } from '../../api'
import { ConfirmSheet, FormError } from '../../ui'
import { useAction } from '../decisions'

const MOVES = {
  submit: { title: '申报这条记录？', message: '申报后由单位认定，认定前可以撤回修改。', done: '已申报' },
  withdraw: { title: '撤回申报？', message: '撤回后可以修改，再重新申报。', done: '已撤回' },
  remove: { title: '删除这个草稿？', message: '删除后不能恢复。', done: '已删除' },
} as const
export type RecordMove = keyof typeof MOVES

type RecordMoveSheetProps = {
  readonly move: RecordMove
  readonly record: MyRecordView
  readonly onMoved: (words: string) => void
  readonly onDismiss: () => void
}

export function RecordMoveSheet({ move, record, onMoved, onDismiss }: RecordMoveSheetProps) {
  const { isPending, message, run } = useAction()
  const { title, message: explanation, done } = MOVES[move]

  async function confirm(): Promise<void> {
    const { id, version } = record
    const params = { recordId: id }
    await run([move, version], async (idempotencyKey) => {
      if (move === 'remove') await api.creditRecords.removeMine({ params }, { idempotencyKey })
      else if (move === 'submit') {
        await api.creditRecords.submitMine({ params, body: { version } }, { idempotencyKey })
      } else await api.creditRecords.withdrawMine({ params, body: { version } }, { idempotencyKey })
      onMoved(done)
    })
  }

  return (
    <ConfirmSheet
      open
      title={title}
      message={explanation}
      confirmText={RECORD_ACTION_LABELS[move]}
      danger={move === 'remove'}
      pending={isPending}
      onConfirm={() => void confirm()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
    </ConfirmSheet>
  )
}
