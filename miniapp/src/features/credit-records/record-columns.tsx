import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, labelOf } from '@jijiao/shared/codes'
import { RECORD_SOURCE_LABELS, RECORD_STATE_LABELS, type RecordLine } from '@jijiao/shared/credit-records'
import { Text, View } from '@tarojs/components'
import { type Column, StatusTag } from '../../ui'
import { daysText } from '../calendar'
import { hoursWords, RECORD_TONES } from '../my-records'

export const recordName = ({ trainee, courseName }: RecordLine) => `${trainee.name}，${courseName}`

/** What every list of records shows; the first column names the person. */
export const RECORD_COLUMNS: readonly Column<RecordLine>[] = [
  { title: '姓名', isShort: true, value: ({ trainee }) => trainee.name },
  { title: '身份证号', value: ({ trainee }) => trainee.residentId },
  { title: '课程名称', isLong: true, value: ({ courseName }) => courseName },
  { title: '课程类型', isShort: true, value: ({ category }) => COURSE_CATEGORY_LABELS[category] },
  { title: '学习时间', isShort: true, value: ({ startsOn, endsOn }) => daysText(startsOn, endsOn) },
  { title: '年度', value: ({ year }) => year },
  { title: '考核结果', value: ({ assessmentResult }) => labelOf(ASSESSMENT_RESULTS, assessmentResult) },
  {
    title: '学时',
    isNumber: true,
    value: ({ certifiedTenths, declaredTenths }) => formatCreditHours(certifiedTenths ?? declaredTenths),
  },
  { title: '状态', value: (record) => <RecordTag record={record} /> },
  { title: '来源', isShort: true, value: ({ source }) => RECORD_SOURCE_LABELS[source] },
]

export function RecordTag({ record: { state, selfApproved } }: { readonly record: RecordLine }) {
  return (
    <>
      <StatusTag tone={RECORD_TONES[state]}>{RECORD_STATE_LABELS[state]}</StatusTag>
      {selfApproved && <StatusTag tone="warn">申报和认定为同一人</StatusTag>}
    </>
  )
}

export function RecordCard({ record }: { readonly record: RecordLine }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{record.trainee.name}</Text>
        <RecordTag record={record} />
      </View>
      <Text>{record.courseName}</Text>
      <Text className="ui-list-note">{`${COURSE_CATEGORY_LABELS[record.category]} · ${hoursWords(record)}`}</Text>
      <Text className="ui-list-note">
        {`${daysText(record.startsOn, record.endsOn)} · ${RECORD_SOURCE_LABELS[record.source]}`}
      </Text>
    </>
  )
}
