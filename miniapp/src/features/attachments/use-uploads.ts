import { ATTACHMENT_MAX_BYTES, ATTACHMENTS_MAX, type AttachmentView } from '@jijiao/shared/attachments'
import { useRef, useState } from 'react'
import { api, createSubmission, errorSentence } from '../../api'
import { type FILE_PLACES, pickFiles } from '../../platform/files'
import type { PickedFile } from '../../platform/picked-file'

type Pick = (typeof FILE_PLACES)[number]

/** A file that has not arrived, and why; while it is on its way there is no reason. */
export type Waiting = { readonly key: number; readonly file: PickedFile; readonly reason: string | null }

type Uploads = {
  readonly value: readonly AttachmentView[]
  readonly onChange: (update: (current: readonly AttachmentView[]) => readonly AttachmentView[]) => void
}

/** Sends chosen files one after another. What does not arrive stays in the list and can be sent again. */
export function useUploads({ value, onChange }: Uploads) {
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const [complaint, setComplaint] = useState<string>()
  const lastKey = useRef(0)
  const submissions = useRef(new Map<number, ReturnType<typeof createSubmission>>())

  const put = (next: Waiting) => setWaiting((all) => all.map((one) => (one.key === next.key ? next : one)))
  const drop = (key: number) => setWaiting((all) => all.filter((one) => one.key !== key))

  async function send({ key, file }: Waiting): Promise<void> {
    put({ key, file, reason: null })
    if (file.sizeBytes > ATTACHMENT_MAX_BYTES) {
      put({ key, file, reason: `超过 ${ATTACHMENT_MAX_BYTES / 1024 / 1024} MB，请压缩后再选` })
      return
    }
    const submission = submissions.current.get(key) ?? createSubmission()
    submissions.current.set(key, submission)
    try {
      const sent = await submission(key, (idempotencyKey) => api.attachments.upload({ file }, { idempotencyKey }))
      onChange((current) => [...current, sent])
      drop(key)
    } catch (error) {
      put({ key, file, reason: errorSentence(error) })
    }
  }

  async function pick(place: Pick): Promise<void> {
    setComplaint(undefined)
    const room = ATTACHMENTS_MAX - value.length - waiting.length
    if (room <= 0) return setComplaint(`附件最多 ${ATTACHMENTS_MAX} 个`)
    try {
      const files = await pickFiles(place, room)
      const chosen = files.map((file) => {
        lastKey.current += 1
        return { key: lastKey.current, file, reason: null }
      })
      setWaiting((all) => [...all, ...chosen])
      for (const one of chosen) await send(one)
    } catch (error) {
      console.error(error)
      setComplaint('没有打开相册或文件，请在系统设置里允许后再试')
    }
  }

  return {
    waiting,
    complaint,
    pick: (place: Pick) => void pick(place),
    again: (one: Waiting) => void send(one),
    giveUp: drop,
    remove: (id: string) => onChange((current) => current.filter((attachment) => attachment.id !== id)),
  }
}
