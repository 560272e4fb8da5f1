import type { OperatorView } from '@jijiao/shared/operators'
import { lapseOf, OPEN_OPERATOR_STATES, operatorLifecycle, operatorStateAt } from '@jijiao/shared/organizations'
import type { AccountName } from '../accounts'
import type { Operator } from '../organizations'

const isOneOf = (states: readonly string[], state: string) => states.includes(state)

export function operatorView(operator: Operator, account: AccountName | undefined, at: number): OperatorView {
  const state = operatorStateAt(operator, at)
  const lapsesAt = new Date(lapseOf(operator.invitedAt.getTime())).toISOString()
  return {
    id: String(operator._id),
    userName: account?.userName ?? '',
    name: account?.name ?? '',
    state,
    grants: operator.grants,
    invitedAt: operator.invitedAt.toISOString(),
    lapsesAt: state === 'pending' ? lapsesAt : null,
    activeAt: operator.activeAt?.toISOString() ?? null,
    endedAt: state === 'lapsed' ? lapsesAt : (operator.endedAt?.toISOString() ?? null),
    abilities: {
      cancel: isOneOf(operatorLifecycle.cancel.from, state),
      changeGrants: isOneOf(OPEN_OPERATOR_STATES, state),
    },
  }
}
