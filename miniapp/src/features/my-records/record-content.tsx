import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, labelOf, STUDY_MODES } from '@jijiao/shared/codes'
import {
  RECORD_FIELD_LABELS as LABELS,
  type MyRecordView,
  RECORD_SOURCE_LABELS,
  RECORD_TRAIL_RESULT_LABELS,
  RECORD_TRAIL_STEP_LABELS,
} from '@jijiao/shared/credit-records'
import { Card, type Fact } from '../../ui'
import { daysText } from '../calendar'
import { Differences, Trail } from '../review-trail'
import { differencesOf, TRAIL_TONES } from './words'

/** What is declared, in the order of the form; what is empty is left out. */
export function recordFacts(record: MyRecordView): readonly Fact[] {
  const { startsOn, endsOn, days, declaredTenths, certifiedTenths } = record
  const facts: readonly { readonly name: string; readonly value: string | null | undefined }[] = [
    { name: LABELS.category, value: COURSE_CATEGORY_LABELS[record.category] },
    { name: LABELS.studyMode, value: labelOf(STUDY_MODES, record.studyMode) },
    { name: '学习时间', value: `${daysText(startsOn, endsOn)}，共 ${days} 天` },
    { name: LABELS.declaredTenths, value: `${formatCreditHours(declaredTenths)} 学时` },
    { name: '认定学时', value: certifiedTenths === null ? null : `${formatCreditHours(certifiedTenths)} 学时` },
    { name: LABELS.assessmentResult, value: labelOf(ASSESSMENT_RESULTS, record.assessmentResult) },
    { name: LABELS.providerName, value: record.providerName },
    { name: LABELS.year, value: `${record.year} 年` },
    { name: LABELS.yearReason, value: record.yearReason },
    { name: LABELS.place, value: record.place },
    { name: LABELS.content, value: record.content },
    { name: LABELS.remark, value: record.remark },
    { name: '单位', value: record.organization.name },
    { name: '来源', value: RECORD_SOURCE_LABELS[record.source] },
  ]
  return facts.flatMap(({ name, value }) => (value ? [{ name, value }] : []))
}

/** What became of it, step by step. */
export function RecordTrail({ record }: { readonly record: MyRecordView }) {
  return (
    <Card title="办理经过">
      <Trail
        entries={record.trail.map((line) => ({
          step: RECORD_TRAIL_STEP_LABELS[line.step],
          organization: line.organization?.name ?? '本人',
          operator: line.operator,
          at: line.at,
          result: RECORD_TRAIL_RESULT_LABELS[line.result],
          tone: TRAIL_TONES[line.result],
          opinion: line.opinion,
          details: <Differences title="与上次相比" differences={differencesOf(line.changes)} />,
        }))}
      />
    </Card>
  )
}
