import { type MyRecordView, RECORD_ACTION_LABELS } from '@jijiao/shared/credit-records'
import { api } from '../../api'
import { ActSheet } from '../decisions'

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

export function RecordMoveSheet({ move, record: { id, version }, onMoved, onDismiss }: RecordMoveSheetProps) {
  const { title, message, done } = MOVES[move]
  const params = { recordId: id }

  async function act(idempotencyKey: string): Promise<void> {
    const { removeMine, submitMine, withdrawMine } = api.creditRecords
    if (move === 'remove') await removeMine({ params }, { idempotencyKey })
    else await (move === 'submit' ? submitMine : withdrawMine)({ params, body: { version } }, { idempotencyKey })
    onMoved(done)
  }

  return (
    <ActSheet
      title={title}
      message={message}
      confirmText={RECORD_ACTION_LABELS[move]}
      danger={move === 'remove'}
      intent={[move, version]}
      act={act}
      onDismiss={onDismiss}
    />
  )
}
