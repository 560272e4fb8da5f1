import { type MyRecordView, RECORD_ACTION_LABELS, RECORD_STATE_LABELS } from '@jijiao/shared/credit-records'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { goBack, open } from '../../platform/navigation'
import { Banner, Button, Card, Facts, Heading, SectionTitle, StatusTag, toast } from '../../ui'
import { AttachmentList } from '../attachments'
import { actionable } from '../decisions'
import { NotifyOffer } from '../messages'
import { NudgeButton } from '../nudge'
import { AppPage, Loaded } from '../shell'
import { RecordTrail, recordFacts } from './record-content'
import { type RecordMove, RecordMoveSheet } from './record-move-sheet'
import { useRecord } from './use-record'
import { hoursWords, RECORD_ADVICE, RECORD_TONES } from './words'

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
  const acted = actionable(remote.data)
  return (
    <AppPage title="学时记录" footer={acted && <Actions record={acted} onMove={setMove} />}>
      <Loaded remote={remote}>
        {(record) => (
          <>
            <Summary record={record} />
            {record.state === 'submitted' && <NotifyOffer topics={['decision']} />}
            <Card title="申报内容">
              <Facts facts={recordFacts(record)} />
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

type ActionsProps = { readonly record: MyRecordView; readonly onMove: (move: RecordMove) => void }

function Actions({ record: { id, abilities }, onMove }: ActionsProps) {
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
      {abilities.withdraw && <NudgeButton kind="creditRecord" id={id} />}
      {abilities.remove && (
        <Button kind="danger" onPress={() => onMove('remove')}>
          {RECORD_ACTION_LABELS.remove}
        </Button>
      )}
    </View>
  )
}
