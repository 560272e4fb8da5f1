import type { ListSheet, SheetColumnOf } from '../http'
import type { DishonestyLine } from './contract'
import {
  DISHONESTY_STATE_LABELS,
  DISHONESTY_SUBJECT_LABELS,
  dishonestyCategoryLabel,
  DISHONESTY_FIELD_LABELS as labels,
} from './labels'

const columns: readonly SheetColumnOf<DishonestyLine>[] = [
  [labels.subjectKind, ({ subjectKind }) => DISHONESTY_SUBJECT_LABELS[subjectKind]],
  [labels.subjectName, ({ subjectName }) => subjectName],
  [labels.category, ({ subjectKind, category }) => dishonestyCategoryLabel(subjectKind, category)],
  [labels.content, ({ content }) => content],
  [labels.recordedBy, ({ recordedBy }) => recordedBy.name],
  [labels.recordedAt, ({ recordedAt }) => dayInChina(recordedAt)],
  [labels.state, ({ state }) => DISHONESTY_STATE_LABELS[state]],
]
export const DISHONESTY_SHEET: ListSheet = { name: '失信信息', columns }

const dayInChina = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
