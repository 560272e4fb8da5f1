import type { ResultFilter } from './constants'

export const RESULT_FILTER_LABELS: Readonly<Record<ResultFilter, string>> = {
  all: '全部',
  entered: '已录入成绩',
  missing: '未录入成绩',
}
