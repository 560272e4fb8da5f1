import { REASON_MAX, type SessionAction, type SessionView } from '@jijiao/shared/attendance'
import { useState } from 'react'
import { api } from '../../api'
import { ConfirmSheet, FormError } from '../../ui'
import { ReasonField, useAction } from '../decisions'
import { arrivedOf, sessionTime } from './session-words'

const REOPEN_REASONS = ['还有学员没有签到', '误点了结束', '课程延长']

type SessionMoveSheetProps = {
  readonly action: SessionAction
  readonly session: SessionView
  readonly onMoved: () => void
  readonly onDismiss: () => void
}

/** Opens, closes or reopens a roll call. */
export function SessionMoveSheet({ action, session, onMoved, onDismiss }: SessionMoveSheetProps) {
  const [reason, setReason] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const { isPending, message, run } = useAction()
  const words = WORDS[action](session)

  async function confirm(): Promise<void> {
    if (action === 'reopen' && reason.trim() === '') {
      setComplaint('请填写重新开启的原因')
      return
    }
    const body = action === 'reopen' ? { action, reason: reason.trim() } : { action }
    await run(body, async () => {
      await api.attendance.moveSession({ params: { sessionId: session.id }, body })
      onMoved()
    })
  }

  return (
    <ConfirmSheet
      open
      {...words}
      danger={action === 'close'}
      pending={isPending}
      onConfirm={() => void confirm()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      {action === 'reopen' && (
        <ReasonField
          label="重新开启的原因"
          ready={REOPEN_REASONS}
          maxLength={REASON_MAX}
          value={reason}
          onChange={(value) => {
            setReason(value)
            setComplaint(undefined)
          }}
          error={complaint}
        />
      )}
    </ConfirmSheet>
  )
}

type Words = { readonly title: string; readonly message: string; readonly confirmText: string }

const WORDS: Readonly<Record<SessionAction, (session: SessionView) => Words>> = {
  open: (session) => ({
    title: '现在开启签到？',
    message: `${sessionTime(session)}。开启后学员就可以扫码签到。`,
    confirmText: '开启签到',
  }),
  close: (session) => ({
    title: '结束签到？',
    message: `已到 ${arrivedOf(session.counts)} 人，应到 ${session.counts.expected} 人。结束后不能再扫码，大屏链接同时失效；您仍可以登记和更正考勤。`,
    confirmText: '结束签到',
  }),
  reopen: () => ({
    title: '重新开启签到？',
    message: '重新开启后，在规定的时间内可以继续扫码。',
    confirmText: '重新开启签到',
  }),
}
