import type { UnitExportNumbers, UnitExportState } from './constants'

export const UNIT_EXPORT_STATE_LABELS: Readonly<Record<UnitExportState, string>> = {
  waiting: '正在导出',
  ready: '可以下载',
  failed: '未能导出',
  expired: '已过期',
}

export const UNIT_EXPORT_NUMBERS_LABELS: Readonly<Record<UnitExportNumbers, string>> = {
  masked: '证件号码和手机号部分隐藏',
  whole: '证件号码和手机号完整显示',
}
