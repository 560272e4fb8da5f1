import type { AttachmentView } from '@jijiao/shared/attachments'
import { DISHONESTY_FIELD_LABELS as LABELS } from '@jijiao/shared/dishonesty'
import { api } from '../../api'
import { ConfirmSheet, FormError, TextField } from '../../ui'
import { AttachmentField } from '../attachments'
import { useForm } from '../forms'

const REPLY_MAX = 1000

type ReplyValues = { readonly text: string; readonly attachmentIds: readonly AttachmentView[] }
type ReplySheetProps = { readonly recordId: string; readonly onDone: () => void; readonly onDismiss: () => void }

/** What the unit says to a record about itself, with what proves it. */
export function ReplySheet({ recordId, onDone, onDismiss }: ReplySheetProps) {
  const form = useForm<ReplyValues>({
    initial: { text: '', attachmentIds: [] },
    check: ({ text }) => ({ text: text.trim() ? undefined : '请填写申辩意见' }),
    submit: async ({ text, attachmentIds }, idempotencyKey) => {
      const body = { text: text.trim(), attachmentIds: attachmentIds.map(({ id }) => id) }
      await api.dishonesty.reply({ params: { recordId }, body }, { idempotencyKey })
      onDone()
    },
  })
  return (
    <ConfirmSheet
      open
      title="提交申辩意见"
      message="提交后不能修改，可以再补充。"
      confirmText="提交"
      pending={form.isPending}
      onConfirm={form.send}
      onDismiss={onDismiss}
    >
      <FormError message={form.message} details={form.details} />
      <TextField label={LABELS.reply} multiline maxLength={REPLY_MAX} {...form.text('text')} />
      <AttachmentField label="证明材料" {...form.files('attachmentIds')} />
    </ConfirmSheet>
  )
}
