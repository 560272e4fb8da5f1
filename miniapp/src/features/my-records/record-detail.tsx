import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, labelOf, STUDY_MODES } from '@jijiao/shared/codes'
import {
  RECORD_FIELD_LABELS as LABELS,
  type MyRecordView,
  RECORD_ACTION_LABELS,
  RECORD_SOURCE_LABELS,
  RECORD_STATE_LABELS,
  RECORD_TRAIL_RESULT_LABELS,
  RECORD_TRAIL_STEP_LABELS,
} from '@jijiao/shared/credit-records'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { goBack, open } from '../../platform/navigation'
import { Banner, Button, Card, type Fact, Facts, Heading, SectionTitle, StatusTag, toast } from '../../ui'
import { AttachmentList } from '../attachments'
import { daysText } from '../calendar'
import { NotifyOffer } from '../messages'
import { Differences, Trail } from '../review-trail'
import { AppPage, Loaded } from '../shell'
import { type RecordMove, RecordMoveSheet } from './record-move-sheet'
import { useRecord } from './use-record'
import { differencesOf, hoursWords, RECORD_ADVICE, RECORD_TONES, TRAIL_TONES } from './words'

/** One record of mine with all that happened to it, and what I can do. */
export function RecordDetail({ recordId }: { readonly recordId: string }) {
  const remote = useRecord(recordId)
  const [move, setMove] = useState<RecordMove | null>(null)
  const moved = (words: string) => {
    setMove(null)
    toast(words)
    if (move === 'remove') goBack()
    else void remote.reload()
  }
  return (
    <AppPage title="学时记录" footer={remote.data && <Actions record={remote.data} onMove={setMove} />}>
      <Loaded remote={remote}>
        {(record) => (
          <>
            <Summary record={record} />
            {record.state === 'submitted' && <NotifyOffer topics={['decision']} />}
            <Card title="申报内容">
              <Facts facts={factsOf(record)} />
            </Card>
            {record.attachments.length > 0 && (
              <>
                <SectionTitle>附件</SectionTitle>
                <AttachmentList attachments={record.attachments} />
              </>
            )}
            {record.trail.length > 0 && <RecordTrail record={record} />}
            {move && <RecordMoveSheet move={move} record={record} onMoved={moved} onDismiss={() => setMove(null)} />}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function Summary({ record }: { readonly record: MyRecordView }) {
  const { state, courseName, reviewingBody, organization } = record
  const opinion = state === 'returned' || state === 'rejected' ? record.trail.at(-1)?.opinion : undefined
  return (
    <>
      <Card>
        <View className="ui-stack-close">
          <StatusTag tone={RECORD_TONES[state]}>{RECORD_STATE_LABELS[state]}</StatusTag>
          <Heading level={1}>{courseName}</Heading>
          <Text className="ui-strong">{hoursWords(record)}</Text>
          <Text className="ui-soft">{RECORD_ADVICE[state]}</Text>
          {state === 'submitted' && (
            <Text className="ui-soft">{`由“${reviewingBody?.name ?? organization.name}”认定`}</Text>
          )}
        </View>
      </Card>
      {opinion && (
        <Banner tone="warn" icon="alert">
          {`意见：${opinion}`}
        </Banner>
      )}
      {record.revocation && (
        <Banner tone="warn" icon="alert">
          {`有人申请撤销这条记录，正在审核。原因：${record.revocation.reason}`}
        </Banner>
      )}
    </>
  )
}

function factsOf(record: MyRecordView): readonly Fact[] {
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

function RecordTrail({ record }: { readonly record: MyRecordView }) {
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

type ActionsProps = { readonly record: MyRecordView; readonly onMove: (move: RecordMove) => void }

function Actions({ record: { id, abilities }, onMove }: ActionsProps) {
  if (!Object.values(abilities).some(Boolean)) return null
  return (
    <View className="ui-footer-actions">
      {abilities.submit && <Button onPress={() => onMove('submit')}>{RECORD_ACTION_LABELS.submit}</Button>}
      {abilities.edit && (
        <Button kind="secondary" onPress={() => open('myRecordForm', { recordId: id })}>
          {RECORD_ACTION_LABELS.edit}
        </Button>
      )}
      {abilities.withdraw && (
        <Button kind="secondary" onPress={() => onMove('withdraw')}>
          {RECORD_ACTION_LABELS.withdraw}
        </Button>
      )}
      {abilities.remove && (
        <Button kind="danger" onPress={() => onMove('remove')}>
          {RECORD_ACTION_LABELS.remove}
        </Button>
      )}
    </View>
  )
}
