export const ROLE_APPLICATION_STATES = ['draft', 'submitted', 'returned', 'confirmed', 'approved'] as const
export type RoleApplicationState = (typeof ROLE_APPLICATION_STATES)[number]

export const ROLE_APPLICATION_DECISIONS = ['approve', 'return'] as const
export type RoleApplicationDecision = (typeof ROLE_APPLICATION_DECISIONS)[number]

/**
 * A unit's first application for its rights. Confirming is enough, unless a setting asks the HR authority: then
 * confirming submits, and the authority approves or returns.
 */
export const roleApplicationLifecycle = {
  confirm: { from: ['draft', 'returned'], to: 'confirmed', by: 'unit' },
  submit: { from: ['draft', 'returned'], to: 'submitted', by: 'unit' },
  approve: { from: ['submitted'], to: 'approved', by: 'hrAuthority' },
  return: { from: ['submitted'], to: 'returned', by: 'hrAuthority' },
} as const satisfies Record<
  string,
  { from: readonly RoleApplicationState[]; to: RoleApplicationState; by: 'unit' | 'hrAuthority' }
>

export const EDITABLE_ROLE_APPLICATION_STATES = ['draft', 'returned'] as const satisfies readonly RoleApplicationState[]

export const roleApplicationStateLabels: Readonly<Record<RoleApplicationState, string>> = {
  draft: '草稿',
  submitted: '待审核',
  returned: '已退回',
  confirmed: '已确认',
  approved: '已通过',
}
