import {
  DISHONESTY_ACTION_LABELS,
  DISHONESTY_SUBJECT_LABELS,
  type DishonestyAction,
  type DishonestyView,
  dishonestyCategoryLabel,
  DISHONESTY_FIELD_LABELS as LABELS,
  REPLY_DAYS,
} from '@jijiao/shared/dishonesty'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { Button, Card, ConfirmSheet, type Fact, Facts, FormError, Heading, SectionTitle, toast } from '../../ui'
import { AttachmentList } from '../attachments'
import { dayAndClock } from '../calendar'
import { DecisionSheet, useAction } from '../decisions'
import { AppPage, Loaded } from '../shell'
import { ReplySheet } from './reply-sheet'
import { DishonestyTag } from './state-tag'

const ACTIONS = ['notify', 'enforce', 'revoke', 'expire'] as const satisfies readonly DishonestyAction[]
type Sheet = DishonestyAction | 'reply'

/** One record of dishonesty: what happened to it, what the subject answered, and what can be done. */
export function DishonestyDetail({ recordId }: { readonly recordId: string }) {
  const remote = useRemote(`dishonesty:${recordId}`, () => api.dishonesty.get({ params: { recordId } }))
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const done = () => {
    setSheet(null)
    toast('已办理')
    void remote.reload()
  }
  return (
    <AppPage title="失信信息">
      <Loaded remote={remote}>
        {(record) => (
          <>
            <Card>
              <View className="ui-stack">
                <View className="ui-row">
                  <Heading level={1}>{record.subjectName}</Heading>
                  <DishonestyTag state={record.state} />
                </View>
                <Facts facts={factsOf(record)} />
              </View>
            </Card>
            {record.attachments.length > 0 && (
              <>
                <SectionTitle>证明材料</SectionTitle>
                <AttachmentList attachments={record.attachments} />
              </>
            )}
            <Replies record={record} />
            <View className="ui-buttons">
              {record.abilities.reply && <Button onPress={() => setSheet('reply')}>提交申辩意见</Button>}
              {ACTIONS.filter((action) => record.abilities[action]).map((action) => (
                <Button
                  key={action}
                  kind={action === 'notify' ? 'primary' : action === 'enforce' ? 'danger' : 'secondary'}
                  onPress={() => setSheet(action)}
                >
                  {DISHONESTY_ACTION_LABELS[action]}
                </Button>
              ))}
            </View>
            {(sheet === 'notify' || sheet === 'enforce') && (
              <MoveSheet action={sheet} record={record} onDone={done} onDismiss={() => setSheet(null)} />
            )}
            {sheet === 'reply' && <ReplySheet recordId={record.id} onDone={done} onDismiss={() => setSheet(null)} />}
            {(sheet === 'revoke' || sheet === 'expire') && (
              <WordsSheet sheet={sheet} record={record} onDone={done} onDismiss={() => setSheet(null)} />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function factsOf(record: DishonestyView): readonly Fact[] {
  const at = (instant: string | null) => instant && dayAndClock(instant)
  const facts = [
    { name: LABELS.subjectKind, value: DISHONESTY_SUBJECT_LABELS[record.subjectKind] },
    { name: LABELS.category, value: dishonestyCategoryLabel(record.subjectKind, record.category) },
    { name: LABELS.content, value: record.content },
    { name: LABELS.evidence, value: record.evidence },
    { name: LABELS.recordedBy, value: record.recordedBy.name },
    { name: LABELS.recordedAt, value: at(record.recordedAt) },
    { name: '告知时间', value: at(record.noticedAt) },
    { name: '申辩截止', value: at(record.replyBy) },
    { name: '生效时间', value: at(record.effectiveAt) },
    { name: '终止时间', value: at(record.endedAt) },
    { name: '原因', value: record.reason },
  ]
  return facts.filter(({ value }) => value)
}

function Replies({ record: { replies } }: { readonly record: DishonestyView }) {
  if (replies.length === 0) return null
  return (
    <Card title={LABELS.reply}>
      <View className="ui-stack">
        {replies.map(({ at, text, attachments }) => (
          <View key={at}>
            <Text>{text}</Text>
            <Text className="ui-list-note">{dayAndClock(at)}</Text>
            {attachments.length > 0 && <AttachmentList attachments={attachments} />}
          </View>
        ))}
      </View>
    </Card>
  )
}

type SheetProps = { readonly record: DishonestyView; readonly onDone: () => void; readonly onDismiss: () => void }

const MESSAGES = {
  notify: `当事方会收到告知，从此可以看到这条信息，并在 ${REPLY_DAYS} 天内申辩。`,
  enforce: '生效后计入诚信记录，当事方会收到通知。',
} as const

function MoveSheet({ action, record, onDone, onDismiss }: SheetProps & { readonly action: 'notify' | 'enforce' }) {
  const { isPending, message, run } = useAction()
  const move = () =>
    void run([action, record.version], async (idempotencyKey) => {
      const input = { params: { recordId: record.id }, body: { version: record.version } }
      await api.dishonesty[action](input, { idempotencyKey })
      onDone()
    })
  return (
    <ConfirmSheet
      open
      title={`${DISHONESTY_ACTION_LABELS[action]}：${record.subjectName}？`}
      message={MESSAGES[action]}
      confirmText={DISHONESTY_ACTION_LABELS[action]}
      danger={action === 'enforce'}
      pending={isPending}
      onConfirm={move}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
    </ConfirmSheet>
  )
}

const WORDS = {
  revoke: { title: '撤销这条失信信息？', label: '撤销的原因', reasons: ['登记有误', '申辩成立'] },
  expire: { title: '让这条失信信息失效？', label: '失效的原因', reasons: ['期限已满', '已纠正失信行为'] },
} as const
const REASON_MAX = 500

function WordsSheet({ sheet, record, onDone, onDismiss }: SheetProps & { readonly sheet: keyof typeof WORDS }) {
  const { title, label, reasons } = WORDS[sheet]
  return (
    <DecisionSheet
      title={title}
      confirmText={DISHONESTY_ACTION_LABELS[sheet]}
      isRefusal
      opinionLabel={label}
      readyReasons={reasons}
      maxLength={REASON_MAX}
      decide={async (reason, idempotencyKey) => {
        const input = { params: { recordId: record.id }, body: { version: record.version, reason } }
        await api.dishonesty[sheet](input, { idempotencyKey })
        onDone()
      }}
      onDismiss={onDismiss}
    />
  )
}
