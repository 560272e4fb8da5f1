import type { AttachmentView } from '@jijiao/shared/attachments'
import { useState } from 'react'
import { api, errorSentence } from '../../api'
import { openFile } from '../../platform/files'
import { List, ListItem, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { iconOf, kindText } from './words'

/** The files of a thing; a tap opens one. */
export function AttachmentList({ attachments }: { readonly attachments: readonly AttachmentView[] }) {
  const [opening, setOpening] = useState<string | null>(null)

  async function show(attachmentId: string): Promise<void> {
    if (opening) return
    setOpening(attachmentId)
    try {
      await openFile(await api.attachments.open({ params: { attachmentId } }))
    } catch (error) {
      toast(errorSentence(error))
    } finally {
      setOpening(null)
    }
  }

  return (
    <List>
      {attachments.map((attachment) => (
        <ListItem
          key={attachment.id}
          icon={iconOf(attachment)}
          title={attachment.name}
          note={opening === attachment.id ? '正在打开…' : noteOf(attachment)}
          onPress={() => void show(attachment.id)}
        />
      ))}
    </List>
  )
}

/** `PDF 文档，820 KB，5月6日 08:30 由陈静上传` */
function noteOf(attachment: AttachmentView): string {
  const { operator, uploadedAt } = attachment
  return `${kindText(attachment)}，${dayAndClock(uploadedAt)}${operator ? ` 由${operator}` : ''}上传`
}
