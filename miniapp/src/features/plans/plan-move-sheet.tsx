import { PLAN_ACTION_LABELS, type PlanView } from '@jijiao/shared/plans'
import { api } from '../../api'
import { ActSheet } from '../decisions'

const MOVES = {
  submit: { title: '送审这个计划？', message: '送审后不能再修改，审核前可以撤回。', done: '已送审' },
  withdraw: { title: '撤回送审？', message: '撤回后可以修改，再重新送审。', done: '已撤回' },
  remove: { title: '删除这个草稿？', message: '删除后不能恢复。', done: '已删除' },
} as const
export type PlanMove = keyof typeof MOVES

type PlanMoveSheetProps = {
  readonly move: PlanMove
  readonly plan: PlanView
  readonly onMoved: (words: string) => void
  readonly onDismiss: () => void
}

/** What the unit does with its own plan. */
export function PlanMoveSheet({ move, plan: { id, version }, onMoved, onDismiss }: PlanMoveSheetProps) {
  const { title, message, done } = MOVES[move]
  const params = { planId: id }

  async function act(idempotencyKey: string): Promise<void> {
    if (move === 'remove') await api.plans.remove({ params }, { idempotencyKey })
    else await api.plans[move]({ params, body: { version } }, { idempotencyKey })
    onMoved(done)
  }

  return (
    <ActSheet
      title={title}
      message={message}
      confirmText={PLAN_ACTION_LABELS[move]}
      danger={move === 'remove'}
      intent={[move, version]}
      act={act}
      onDismiss={onDismiss}
    />
  )
}
