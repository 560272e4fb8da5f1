import { labelOf, QUALIFICATION_SERIES } from '../codes'
import type { ListSheet, SheetColumnOf } from '../http'
import type { PlanLine } from './contract'
import { PLAN_FIELD_LABELS as labels, PLAN_STATE_LABELS } from './labels'

const columns: readonly SheetColumnOf<PlanLine>[] = [
  [labels.name, ({ name }) => name],
  [labels.courseName, ({ courseName }) => courseName],
  ['职称系列', ({ series }) => labelOf(QUALIFICATION_SERIES, series) ?? ''],
  [labels.year, ({ year }) => year],
  [labels.startsOn, ({ startsOn }) => startsOn],
  [labels.endsOn, ({ endsOn }) => endsOn],
  ['班数', ({ classCount }) => classCount],
  ['申报单位', ({ unit }) => unit.name],
  ['审核单位', ({ reviewingBody }) => reviewingBody?.name ?? ''],
  ['状态', ({ state }) => PLAN_STATE_LABELS[state]],
]
export const PLAN_SHEET: ListSheet = { name: '课程计划', columns }
