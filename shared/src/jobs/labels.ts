import type { JobState } from './constants'

export const JOB_STATE_LABELS: Readonly<Record<JobState, string>> = {
  waiting: '等待处理',
  running: '处理中',
  done: '已完成',
  failed: '未完成',
}
