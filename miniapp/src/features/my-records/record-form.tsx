import type { MyRecordView } from '@jijiao/shared/credit-records'
import { Text, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { api, currentAccountId, errorSentence } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Banner, Button, FormError, toast } from '../../ui'
import { useForm } from '../forms'
import { AppPage } from '../shell'
import { dropDraft, keepDraft, readDraft } from './record-draft'
import { RecordFields } from './record-fields'
import { checkRecord, type RecordValues, recordBody, recordValuesOf } from './record-values'

type RecordFormProps = {
  /** The record to change; null declares a new one. */
  readonly existing: MyRecordView | null
  /** Who will decide. */
  readonly unitName: string
  readonly onSaved: (saved: MyRecordView) => void
}

/** What I learned elsewhere, with photos or files that show it. What is typed outlives the page until it is saved. */
export function RecordForm({ existing: given, unitName, onSaved }: RecordFormProps) {
  // The version that is being changed; what is loaded afresh meanwhile must not be overwritten unseen.
  const [existing] = useState(given)
  const accountId = currentAccountId() ?? ''
  const draftOf = existing ? `${existing.id}:${existing.version}` : 'new'
  const [draft] = useState(() => readDraft(accountId, draftOf))
  const isDeclaring = useRef(false)
  const form = useForm<RecordValues>({
    initial: draft ?? recordValuesOf(existing),
    check: checkRecord,
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const saved = await save(values, existing, idempotencyKey)
      dropDraft()
      toast(isDeclaring.current ? await declare(saved, idempotencyKey) : '草稿已保存')
      onSaved(saved)
    },
  })
  const { values } = form
  const initial = useRef(values)
  useEffect(() => {
    if (values !== initial.current) keepDraft(accountId, draftOf, values)
  }, [accountId, draftOf, values])

  const send = (declares: boolean) => {
    isDeclaring.current = declares
    form.send()
  }

  return (
    <AppPage
      title={existing ? '修改学时记录' : '申报学时'}
      footer={
        <View className="ui-footer-actions">
          <Button pending={form.isPending} pendingText="正在保存…" onPress={() => send(true)}>
            保存并申报
          </Button>
          <Button kind="secondary" disabled={form.isPending} onPress={() => send(false)}>
            先存草稿
          </Button>
        </View>
      }
    >
      {draft && (
        <Banner tone="info" icon="info">
          已恢复您上次填写、还没有保存的内容
        </Banner>
      )}
      <FormError message={form.message} details={form.details} />
      <Text className="ui-soft">{`申报后由“${unitName}”认定。`}</Text>
      <RecordFields
        form={{
          values,
          errors: form.errors,
          set: (name, value) => form.set(name, value),
          text: (name) => form.text(name),
          files: (name) => form.files(name),
        }}
      />
    </AppPage>
  )
}

async function save(values: RecordValues, existing: MyRecordView | null, idempotencyKey: string) {
  const body = recordBody(values, existing)
  if (!existing) return api.creditRecords.declareMine({ body }, { idempotencyKey })
  const { id, version } = existing
  return api.creditRecords.editMine({ params: { recordId: id }, body: { ...body, version } }, { idempotencyKey })
}

/** Saved it is by now: where only the declaring failed, the record's own page offers it again. */
async function declare({ id, version }: MyRecordView, idempotencyKey: string): Promise<string> {
  try {
    await api.creditRecords.submitMine({ params: { recordId: id }, body: { version } }, { idempotencyKey })
    return '已申报，等待认定'
  } catch (error) {
    return `已存为草稿，还没有申报：${errorSentence(error)}`
  }
}
