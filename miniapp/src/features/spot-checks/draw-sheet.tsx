import { SPOT_CHECK_MAX, type SpotCheckView } from '@jijiao/shared/spot-checks'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { ConfirmSheet, FormError, TextField } from '../../ui'
import { timeSpan } from '../calendar'
import { OptionalSelect } from '../code-fields'
import { useAction } from '../decisions'

type DrawSheetProps = {
  readonly classId: string
  readonly onDrawn: (check: SpotCheckView) => void
  readonly onDismiss: () => void
}

/** Draws at random; who is drawn can be drawn again by anybody and compared. */
export function DrawSheet({ classId, onDrawn, onDismiss }: DrawSheetProps) {
  const [size, setSize] = useState('5')
  const [sessionId, setSessionId] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const { isPending, message, run } = useAction()
  const sessions = useRemote(`sessions-to-check:${classId}`, () =>
    api.attendance.listSessions({ params: { classId }, query: { limit: 100 } }),
  )
  const held = (sessions.data?.data ?? []).filter(({ state }) => state === 'open' || state === 'closed')

  async function draw(): Promise<void> {
    const number = Number(size)
    if (!/^\d{1,3}$/.test(size.trim()) || number < 1 || number > SPOT_CHECK_MAX) {
      setComplaint(`请填写 1 到 ${SPOT_CHECK_MAX} 的人数`)
      return
    }
    const body = { size: number, sessionId: sessionId || null }
    await run(body, async (idempotencyKey) => {
      onDrawn(await api.spotChecks.draw({ params: { classId }, body }, { idempotencyKey }))
    })
  }

  return (
    <ConfirmSheet
      open
      title="随机抽查"
      message="系统随机抽取学员，由您逐个联系核实。抽取的结果会保留，不能重抽。"
      confirmText="开始抽取"
      pending={isPending}
      onConfirm={() => void draw()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      <TextField
        label="抽取人数"
        kind="digits"
        maxLength={3}
        value={size}
        onChange={(next) => {
          setSize(next)
          setComplaint(undefined)
        }}
        error={complaint}
      />
      <OptionalSelect
        label="只抽某次考勤签到的人"
        value={sessionId}
        placeholder="全班学员"
        options={held.map(({ id, startsAt, endsAt }) => ({ value: id, label: timeSpan(startsAt, endsAt) }))}
        onChange={setSessionId}
      />
    </ConfirmSheet>
  )
}
