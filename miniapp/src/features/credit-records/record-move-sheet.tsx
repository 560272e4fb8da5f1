import type { RecordView } from '@jijiao/shared/credit-records'
import { api } from '../../api'
import { ActSheet, DecisionSheet } from '../decisions'

export type RecordMove = 'submit' | 'withdraw' | 'remove' | 'askRevocation' | 'approveRevocation' | 'refuseRevocation'

type Words = {
  readonly title: string
  readonly message: string
  readonly confirmText: string
  readonly done: string
  /** It goes with a reason. */
  readonly wantsReason?: boolean
  readonly reasons?: readonly string[]
}

const WORDS: Readonly<Record<RecordMove, Words>> = {
  submit: {
    title: '申报这条记录？',
    message: '申报后由学员所在单位认定，认定前可以撤回。',
    confirmText: '申报',
    done: '已申报',
  },
  withdraw: {
    title: '撤回申报？',
    message: '撤回后可以修改，再重新申报。',
    confirmText: '撤回申报',
    done: '已撤回',
  },
  remove: { title: '删除这份草稿？', message: '删除后不能恢复。', confirmText: '删除', done: '已删除' },
  askRevocation: {
    title: '申请撤销这条记录？',
    message: '由另一人审核，同意后不再计入学时。',
    confirmText: '申请撤销',
    done: '已申请撤销',
    wantsReason: true,
    reasons: ['证明材料不实', '重复认定', '认定有误'],
  },
  approveRevocation: {
    title: '同意撤销？',
    message: '撤销后不再计入学时，不能恢复。',
    confirmText: '同意撤销',
    done: '已撤销',
  },
  refuseRevocation: {
    title: '不同意撤销？',
    message: '记录继续有效。',
    confirmText: '不同意撤销',
    done: '已答复不同意撤销',
    wantsReason: true,
    reasons: ['经核实，材料属实', '撤销理由不充分'],
  },
}

type RecordMoveSheetProps = {
  readonly move: RecordMove
  readonly record: RecordView
  readonly onMoved: (words: string) => void
  readonly onDismiss: () => void
}

export function RecordMoveSheet({ move, record: { id, version }, onMoved, onDismiss }: RecordMoveSheetProps) {
  const { title, message, confirmText, done, wantsReason = false, reasons = [] } = WORDS[move]
  const params = { recordId: id }

  async function send(reason: string, idempotencyKey: string): Promise<void> {
    const { creditRecords } = api
    switch (move) {
      case 'submit':
        await creditRecords.submit({ params, body: { version } }, { idempotencyKey })
        break
      case 'withdraw':
        await creditRecords.withdraw({ params, body: { version } }, { idempotencyKey })
        break
      case 'remove':
        await creditRecords.remove({ params }, { idempotencyKey })
        break
      case 'askRevocation':
        await creditRecords.askRevocation({ params, body: { version, reason } }, { idempotencyKey })
        break
      case 'approveRevocation':
      case 'refuseRevocation': {
        const decision = move === 'approveRevocation' ? 'approve' : 'refuse'
        await creditRecords.decideRevocation(
          { params, body: { version, decision, opinion: reason } },
          { idempotencyKey },
        )
      }
    }
    onMoved(done)
  }

  if (!wantsReason && move !== 'approveRevocation') {
    return (
      <ActSheet
        title={title}
        message={message}
        confirmText={confirmText}
        danger={move === 'remove'}
        intent={[move, version]}
        act={(idempotencyKey) => send('', idempotencyKey)}
        onDismiss={onDismiss}
      />
    )
  }
  return (
    <DecisionSheet
      title={title}
      message={message}
      confirmText={confirmText}
      isRefusal={wantsReason}
      opinionLabel={move === 'askRevocation' ? '撤销的原因' : '意见'}
      readyReasons={reasons}
      maxLength={move === 'askRevocation' ? 200 : 500}
      decide={send}
      onDismiss={onDismiss}
    />
  )
}
