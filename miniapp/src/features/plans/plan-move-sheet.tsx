import { PLAN_ACTION_LABELS, type PlanView } from '@jijiao/shared/plans'
import { api } from '../../api'
import { ConfirmSheet, FormError } from '../../ui'
import { useAction } from '../decisions'

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
export function PlanMoveSheet({ move, plan, onMoved, onDismiss }: PlanMoveSheetProps) {
  const { isPending, message, run } = useAction()
  const { title, message: explanation, done } = MOVES[move]

  async function confirm(): Promise<void> {
    const params = { planId: plan.id }
    const input = { params, body: { version: plan.version } }
    await run([move, plan.version], async (idempotencyKey) => {
      if (move === 'remove') await api.plans.remove({ params }, { idempotencyKey })
      else await api.plans[move](input, { idempotencyKey })
      onMoved(done)
    })
  }

  return (
    <ConfirmSheet
      open
      title={title}
      message={explanation}
      confirmText={PLAN_ACTION_LABELS[move]}
      danger={move === 'remove'}
      pending={isPending}
      onConfirm={() => void confirm()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
    </ConfirmSheet>
  )
}
