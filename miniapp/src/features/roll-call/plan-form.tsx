import { REMARK_MAX, type SessionView } from '@jijiao/shared/attendance'
import { View } from '@tarojs/components'
import { api } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, DateField, FormError, TextField, TimeField } from '../../ui'
import { useForm } from '../forms'
import { AppPage } from '../shell'
import { PlaceField } from './place-field'
import { checkPlan, initialPlan, planBody } from './plan-values'

type PlanFormProps = { readonly classId: string; readonly onPlanned: (session: SessionView) => void }

export function PlanForm({ classId, onPlanned }: PlanFormProps) {
  const form = useForm({
    initial: initialPlan(),
    check: checkPlan,
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const input = { params: { classId }, body: planBody(values) }
      onPlanned(await api.attendance.planSession(input, { idempotencyKey }))
    },
  })
  const plan = (
    <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
      安排考勤
    </Button>
  )
  return (
    <AppPage title="安排考勤" footer={plan}>
      <FormError message={form.message} details={form.details} />
      <Card>
        <View className="ui-stack">
          <DateField label="日期" {...form.text('heldOn')} />
          <TimeField label="开始时间" {...form.text('startsAt')} />
          <TimeField label="结束时间" {...form.text('endsAt')} hint="到时间后不能再扫码签到" />
          <TextField
            label="开始多少分钟后算迟到"
            kind="digits"
            maxLength={3}
            hint="填 0 表示一开始就算迟到"
            {...form.text('lateAfterMinutes')}
          />
          <TextField
            label="没有网络的手机，多少分钟内补传有效"
            kind="digits"
            maxLength={4}
            hint="超过的不会丢失，由您决定认不认可"
            {...form.text('offlineLimitMinutes')}
          />
          <PlaceField
            value={form.values.geofence}
            onChange={(geofence) => form.set('geofence', geofence)}
            radius={form.text('radiusMetres')}
          />
          <TextField
            label="备注"
            optional
            maxLength={REMARK_MAX}
            placeholder="例如：上午签到"
            {...form.text('remark')}
          />
        </View>
      </Card>
    </AppPage>
  )
}
