import type { AttachmentView } from '@jijiao/shared/attachments'
import {
  DISHONESTY_STATE_LABELS,
  type DishonestyView,
  dishonestyCategoryLabel,
  DISHONESTY_FIELD_LABELS as LABELS,
} from '@jijiao/shared/dishonesty'
import { Text, View } from '@tarojs/components'
import { api, useRemote } from '../../api'
import {
  Banner,
  Button,
  Card,
  type Fact,
  Facts,
  FormError,
  Heading,
  SectionTitle,
  StatusTag,
  TextField,
  toast,
} from '../../ui'
import { AttachmentField, AttachmentList } from '../attachments'
import { dayAndClock } from '../calendar'
import { useForm } from '../forms'
import { AppPage, Loaded } from '../shell'
import { DISHONESTY_TONES } from './words'

const REPLY_MAX = 1000

/** One record about me, what I said to it, and the place to say more. */
export function DishonestyDetail({ recordId }: { readonly recordId: string }) {
  const remote = useRemote(`my-dishonesty:${recordId}`, () => api.dishonesty.mineOne({ params: { recordId } }))
  return (
    <AppPage title="失信信息">
      <Loaded remote={remote}>
        {(record) => (
          <>
            <Summary record={record} />
            {record.attachments.length > 0 && (
              <>
                <SectionTitle>证明材料</SectionTitle>
                <AttachmentList attachments={record.attachments} />
              </>
            )}
            {record.replies.length > 0 && <Replies replies={record.replies} />}
            {record.abilities.reply && <ReplyForm recordId={recordId} onReplied={remote.reload} />}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function Summary({ record }: { readonly record: DishonestyView }) {
  const { subjectKind, category, content, evidence, recordedBy, recordedAt, state, replyBy, effectiveAt } = record
  const facts: readonly (Fact | null)[] = [
    { name: LABELS.content, value: content },
    evidence ? { name: LABELS.evidence, value: evidence } : null,
    { name: LABELS.recordedBy, value: recordedBy.name },
    { name: LABELS.recordedAt, value: dayAndClock(recordedAt) },
    effectiveAt ? { name: '生效时间', value: dayAndClock(effectiveAt) } : null,
    record.endedAt ? { name: '结束时间', value: dayAndClock(record.endedAt) } : null,
    record.reason ? { name: '说明', value: record.reason } : null,
  ]
  return (
    <>
      <Card>
        <View className="ui-stack">
          <View className="ui-stack-close">
            <StatusTag tone={DISHONESTY_TONES[state]}>{DISHONESTY_STATE_LABELS[state]}</StatusTag>
            <Heading level={1}>{dishonestyCategoryLabel(subjectKind, category)}</Heading>
          </View>
          <Facts facts={facts.filter((fact) => fact !== null)} />
        </View>
      </Card>
      {state === 'noticed' && replyBy && (
        <Banner tone="warn" icon="clock">
          {`您可以在 ${dayAndClock(replyBy)} 前申辩，登记单位看过申辩后再决定是否生效`}
        </Banner>
      )}
    </>
  )
}

function Replies({ replies }: Pick<DishonestyView, 'replies'>) {
  return (
    <Card title="我的申辩">
      <View className="ui-stack">
        {replies.map(({ at, text, attachments }) => (
          <View key={at} className="ui-stack-close">
            <Text className="ui-soft">{dayAndClock(at)}</Text>
            <Text>{text}</Text>
            {attachments.length > 0 && <AttachmentList attachments={attachments} />}
          </View>
        ))}
      </View>
    </Card>
  )
}

type ReplyFormProps = { readonly recordId: string; readonly onReplied: () => Promise<void> }

function ReplyForm({ recordId, onReplied }: ReplyFormProps) {
  const form = useForm<{ readonly text: string; readonly attachmentIds: readonly AttachmentView[] }>({
    initial: { text: '', attachmentIds: [] },
    check: ({ text }) => ({ text: text.trim() ? undefined : '请填写申辩意见' }),
    submit: async ({ text, attachmentIds }, idempotencyKey) => {
      const body = { text: text.trim(), attachmentIds: attachmentIds.map(({ id }) => id) }
      await api.dishonesty.replyAsPerson({ params: { recordId }, body }, { idempotencyKey })
      toast('已提交申辩')
      form.set('text', '')
      form.set('attachmentIds', [])
      await onReplied()
    },
  })
  return (
    <Card title="申辩">
      <View className="ui-stack">
        <FormError message={form.message} details={form.details} />
        <TextField
          label={LABELS.reply}
          multiline
          maxLength={REPLY_MAX}
          hint="说明事实和理由，提交后不能修改，可以再补充"
          {...form.text('text')}
        />
        <AttachmentField label="证明材料" {...form.files('attachmentIds')} />
        <Button pending={form.isPending} pendingText="正在提交…" onPress={form.send}>
          提交申辩
        </Button>
      </View>
    </Card>
  )
}
