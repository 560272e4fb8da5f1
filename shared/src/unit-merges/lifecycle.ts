export const UNIT_MERGE_STATES = ['running', 'completed'] as const
export type UnitMergeState = (typeof UNIT_MERGE_STATES)[number]

export const UNIT_MERGE_STATE_LABELS: Readonly<Record<UnitMergeState, string>> = {
  running: '正在转移人员',
  completed: '已完成',
}
