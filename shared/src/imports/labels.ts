import { LEGACY_TABLE_LABELS } from '../legacy'
import type { ImportKind, ImportMode } from './constants'
import type { ImportState } from './lifecycle'

/** What a table of this kind is called, as a file too. */
export const IMPORT_KIND_LABELS: Readonly<Record<ImportKind, string>> = {
  creditRecords: '继续教育记录批量申报',
  trainees: '学员批量添加',
  legacyUnits: LEGACY_TABLE_LABELS.units,
  legacyPeople: LEGACY_TABLE_LABELS.people,
  legacyRecords: LEGACY_TABLE_LABELS.records,
  legacyCertificates: LEGACY_TABLE_LABELS.certificates,
}

export const IMPORT_MODE_LABELS: Readonly<Record<ImportMode, string>> = {
  all: '全部正确才导入',
  good: '只导入正确的行',
}

export const IMPORT_STATE_LABELS: Readonly<Record<ImportState, string>> = {
  checked: '已检查，待导入',
  running: '正在导入',
  done: '已导入',
  failed: '未导入',
  undone: '已撤销',
  expired: '已过期',
}
