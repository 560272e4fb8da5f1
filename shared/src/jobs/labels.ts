import type { JobState } from './constants'

/** Work that people ask for and are told about when it has ended; other kinds are the system's own. */
export const JOB_LABELS: Readonly<Record<string, string>> = {
  'imports.run': '批量导入',
  'certificates.recountYear': '全年学时重新统计',
  'years.remindAll': '年度学时提醒',
  'unitExports.run': '单位数据导出',
}

export const JOB_STATE_LABELS: Readonly<Record<JobState, string>> = {
  waiting: '等待处理',
  running: '处理中',
  done: '已完成',
  failed: '未完成',
}
