import type { UnitRegistrationView } from '@jijiao/shared/accounts'
import { regionName } from '@jijiao/shared/regions'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { Button, Card, Facts, FormError, TextField } from '../../ui'
import { useForm } from '../forms'
import { completeUnitRegistration, TextedCodeButton } from '../session'

type PhoneStepProps = {
  readonly registration: UnitRegistrationView
  readonly onBack: () => void
  readonly onDone: () => void
}

/** Step 3: the code that was texted to the person makes the unit. */
export function PhoneStep({ registration: { registrationId, unit }, onBack, onDone }: PhoneStepProps) {
  const [refusal, setRefusal] = useState<string>()
  const params = { registrationId }
  const form = useForm({
    initial: { phoneCode: '' },
    check: ({ phoneCode }) => ({
      phoneCode: /^\d{6}$/.test(phoneCode) ? undefined : '请输入短信里的 6 位验证码',
    }),
    submit: async ({ phoneCode }) => {
      await completeUnitRegistration(registrationId, phoneCode)
      onDone()
    },
  })
  const code = form.text('phoneCode')
  return (
    <>
      {unit && (
        <Card title="请核对">
          <Facts
            facts={[
              { name: '单位名称', value: unit.name },
              { name: '证件号码', value: unit.certificateNumber },
              { name: '所在地区', value: regionName(unit.regionCode) },
              { name: '用户名', value: unit.userName },
            ]}
          />
          <Button kind="plain" small onPress={onBack}>
            有误，返回修改
          </Button>
        </Card>
      )}
      <Card title="短信验证">
        <View className="ui-stack">
          <Text className="ui-soft">验证码会发到实名认证人员的手机。收不到时，请核对第一步的用户名和身份证号码。</Text>
          <FormError message={form.message} details={form.details} />
          <TextField
            label="短信验证码"
            kind="digits"
            maxLength={6}
            autoComplete="one-time-code"
            action={
              <TextedCodeButton
                request={() => api.accounts.sendUnitRegistrationCode({ params })}
                onRefused={setRefusal}
              />
            }
            value={code.value}
            error={code.error ?? refusal}
            onChange={(value) => {
              setRefusal(undefined)
              code.onChange(value)
            }}
          />
          <Button pending={form.isPending} pendingText="正在注册…" onPress={form.send}>
            完成注册
          </Button>
        </View>
      </Card>
    </>
  )
}
