import { formatCreditHours } from '@jijiao/shared/classes'
import {
  RECORD_ACTION_LABELS,
  RECORD_DECISIONS,
  RECORD_FINDING_LABELS,
  type RecordDecision,
  type RecordFindingView,
  type RecordView,
} from '@jijiao/shared/credit-records'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { goBack, open } from '../../platform/navigation'
import { Banner, Button, Card, Facts, Heading, List, ListItem, SectionTitle, StatusTag, toast } from '../../ui'
import { AttachmentList } from '../attachments'
import { daysText } from '../calendar'
import type { Outcomes } from '../decisions'
import { actionable } from '../decisions'
import { hoursWords, RecordTrail, recordFacts } from '../my-records'
import { AppPage, Loaded } from '../shell'
import { ConfirmRecordsSheet } from './confirm-records-sheet'
import { RecordTag } from './record-columns'
import { RecordDecisionSheet } from './record-decision-sheet'
import { type RecordMove, RecordMoveSheet } from './record-move-sheet'

type Sheet = RecordDecision | RecordMove | 'confirm'

const MOVES = [
  'submit',
  'withdraw',
  'remove',
  'askRevocation',
  'approveRevocation',
  'refuseRevocation',
] as const satisfies readonly RecordMove[]
const isMove = (sheet: Sheet): sheet is RecordMove => (MOVES as readonly Sheet[]).includes(sheet)

/** One record with everything that a decision needs: what is declared, what shows it, what speaks against it, its trail. */
export function StaffRecord({ recordId }: { readonly recordId: string }) {
  const remote = useRemote(`record:${recordId}`, () => api.creditRecords.get({ params: { recordId } }))
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [complaint, setComplaint] = useState<string | null>(null)
  const dismiss = () => setSheet(null)

  function settled({ verb, rows: [row] }: Outcomes): void {
    setSheet(null)
    setComplaint(row?.reason ?? null)
    if (!row?.reason) toast(verb)
    void remote.reload()
  }

  function moved(words: string): void {
    const isGone = sheet === 'remove'
    setSheet(null)
    toast(words)
    if (isGone) goBack()
    else void remote.reload()
  }

  const acted = actionable(remote.data)
  return (
    <AppPage title="学时记录" wide footer={acted && <Actions record={acted} onChoose={setSheet} />}>
      {complaint && (
        <Banner tone="warn" icon="alert">
          {`没有办成：${complaint}`}
        </Banner>
      )}
      <Loaded remote={remote}>
        {(record) => (
          <>
            <View className="ui-columns">
              <View className="ui-stack">
                <Summary record={record} />
                <Findings findings={record.findings} />
                <Card title="申报内容">
                  <Facts facts={recordFacts(record)} />
                </Card>
              </View>
              <View className="ui-stack">
                {record.attachments.length > 0 && (
                  <>
                    <SectionTitle>附件</SectionTitle>
                    <AttachmentList attachments={record.attachments} />
                  </>
                )}
                {record.trail.length > 0 && <RecordTrail record={record} />}
              </View>
            </View>
            {sheet !== null && isMove(sheet) && (
              <RecordMoveSheet move={sheet} record={record} onMoved={moved} onDismiss={dismiss} />
            )}
            {sheet === 'confirm' && (
              <ConfirmRecordsSheet records={[record]} onConfirmed={settled} onDismiss={dismiss} />
            )}
            {sheet !== null && sheet !== 'confirm' && !isMove(sheet) && (
              <RecordDecisionSheet decision={sheet} records={[record]} onDecided={settled} onDismiss={dismiss} />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function Summary({ record }: { readonly record: RecordView }) {
  const { trainee, organization, reviewingBody, revocation, supersededById, supersedesId, overrideReason } = record
  return (
    <>
      <Card>
        <View className="ui-stack">
          <View className="ui-row">
            <Heading level={1}>{trainee.name}</Heading>
            <RecordTag record={record} />
          </View>
          <Text className="ui-strong">{`${record.courseName}，${hoursWords(record)}`}</Text>
          <Text className="ui-soft">{`${trainee.residentId} · ${organization.name}`}</Text>
          {record.state === 'submitted' && reviewingBody && (
            <Text className="ui-soft">{`由“${reviewingBody.name}”认定`}</Text>
          )}
          {overrideReason && <Text>{`考核不合格仍认定的理由：${overrideReason}`}</Text>}
        </View>
      </Card>
      {revocation && (
        <Banner tone="warn" icon="alert">
          {`有人申请撤销这条记录，等待另一人审核。原因：${revocation.reason}`}
        </Banner>
      )}
      {(supersededById || supersedesId) && (
        <List>
          {supersededById && (
            <ListItem title="更正后的记录" onPress={() => open('record', { recordId: supersededById })} />
          )}
          {supersedesId && <ListItem title="被更正的记录" onPress={() => open('record', { recordId: supersedesId })} />}
        </List>
      )}
    </>
  )
}

/** What speaks against the record; what keeps it from being recognised is marked so. */
function Findings({ findings }: { readonly findings: readonly RecordFindingView[] }) {
  if (findings.length === 0) return null
  return (
    <Card title="需要核对">
      <View className="ui-stack">
        {findings.map(({ kind, isBlocking, explanation, records }) => (
          <View key={`${kind}${explanation}`} className="ui-stack">
            <View className="ui-row">
              <Text className="ui-strong ui-list-main">{RECORD_FINDING_LABELS[kind]}</Text>
              <StatusTag tone={isBlocking ? 'bad' : 'warn'}>{isBlocking ? '不能认定' : '请留意'}</StatusTag>
            </View>
            <Text>{explanation}</Text>
            <List>
              {records.map((other) => (
                <ListItem
                  key={other.id}
                  title={other.courseName}
                  note={`${daysText(other.startsOn, other.endsOn)}，${formatCreditHours(other.certifiedTenths)} 学时`}
                  onPress={() => open('record', { recordId: other.id })}
                />
              ))}
            </List>
          </View>
        ))}
      </View>
    </Card>
  )
}

type ActionsProps = { readonly record: RecordView; readonly onChoose: (sheet: Sheet) => void }

function Actions({ record: { id: recordId, abilities }, onChoose }: ActionsProps) {
  return (
    <View className="ui-actions">
      {RECORD_DECISIONS.filter((decision) => abilities[decision]).map((decision) => (
        <Button
          key={decision}
          small
          kind={decision === 'approve' ? 'primary' : decision === 'return' ? 'secondary' : 'danger'}
          onPress={() => onChoose(decision)}
        >
          {RECORD_ACTION_LABELS[decision]}
        </Button>
      ))}
      {abilities.decideRevocation && (
        <>
          <Button small kind="danger" onPress={() => onChoose('approveRevocation')}>
            同意撤销
          </Button>
          <Button small kind="secondary" onPress={() => onChoose('refuseRevocation')}>
            不同意撤销
          </Button>
        </>
      )}
      {abilities.confirm && (
        <Button small onPress={() => onChoose('confirm')}>
          {RECORD_ACTION_LABELS.confirm}
        </Button>
      )}
      {abilities.submit && (
        <Button small onPress={() => onChoose('submit')}>
          {RECORD_ACTION_LABELS.submit}
        </Button>
      )}
      {abilities.edit && (
        <Button small kind="secondary" onPress={() => open('recordForm', { recordId })}>
          {RECORD_ACTION_LABELS.edit}
        </Button>
      )}
      {abilities.withdraw && (
        <Button small kind="secondary" onPress={() => onChoose('withdraw')}>
          {RECORD_ACTION_LABELS.withdraw}
        </Button>
      )}
      {abilities.correct && (
        <Button small kind="secondary" onPress={() => open('recordForm', { recordId, corrects: 'true' })}>
          {RECORD_ACTION_LABELS.correct}
        </Button>
      )}
      {abilities.askRevocation && (
        <Button small kind="danger" onPress={() => onChoose('askRevocation')}>
          {RECORD_ACTION_LABELS.askRevocation}
        </Button>
      )}
      {abilities.remove && (
        <Button small kind="danger" onPress={() => onChoose('remove')}>
          {RECORD_ACTION_LABELS.remove}
        </Button>
      )}
    </View>
  )
}
