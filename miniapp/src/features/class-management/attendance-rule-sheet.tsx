import { type ClassView, LEAVE_RULE_LABELS, LEAVE_RULES } from '@jijiao/shared/classes'
import { useState } from 'react'
import { api } from '../../api'
import { Choices, ConfirmSheet, Field, FormError, Switch, TextField } from '../../ui'
import { useAction } from '../decisions'

const LEAVE = LEAVE_RULES.map((value) => ({ value, label: LEAVE_RULE_LABELS[value] }))

type AttendanceRuleSheetProps = {
  readonly trainingClass: ClassView
  readonly onSaved: () => void
  readonly onDismiss: () => void
}

/** What the class asks of attendance before it gives hours. */
export function AttendanceRuleSheet({ trainingClass, onSaved, onDismiss }: AttendanceRuleSheetProps) {
  const { id: classId, version, attendanceRule } = trainingClass
  const [share, setShare] = useState(String(attendanceRule.leastSharePercent))
  const [leave, setLeave] = useState(attendanceRule.leave)
  const [scanOut, setScanOut] = useState(attendanceRule.scanOut)
  const [complaint, setComplaint] = useState<string>()
  const { isPending, message, run } = useAction()

  async function save(): Promise<void> {
    if (!/^\d{1,3}$/.test(share.trim()) || Number(share) > 100) {
      setComplaint('请填写 0 到 100 的整数')
      return
    }
    const body = { version, leastSharePercent: Number(share), leave, scanOut }
    await run(body, async (idempotencyKey) => {
      await api.classes.setAttendanceRule({ params: { classId }, body }, { idempotencyKey })
      onSaved()
    })
  }

  return (
    <ConfirmSheet
      open
      title="考勤要求"
      message="结班时，出勤率没有达到要求的学员不获学时。"
      confirmText="保存考勤要求"
      pending={isPending}
      onConfirm={() => void save()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
      <TextField
        label="出勤率不低于（%）"
        kind="digits"
        maxLength={3}
        hint="按所有考勤的总时长计算，填 0 表示不作要求"
        value={share}
        onChange={(next) => {
          setShare(next)
          setComplaint(undefined)
        }}
        error={complaint}
      />
      <Field label="获准的请假">
        <Choices label="获准的请假" value={leave} options={LEAVE} onChange={setLeave} />
      </Field>
      <Switch checked={scanOut} onChange={setScanOut}>
        离开时也要签退（从以后安排的考勤开始）
      </Switch>
    </ConfirmSheet>
  )
}
