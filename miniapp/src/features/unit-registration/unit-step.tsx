import type { UnitRegistrationView } from '@jijiao/shared/accounts'
import { CERTIFICATE_TYPES, certificateTypeLabels } from '@jijiao/shared/organizations'
import { View } from '@tarojs/components'
import { api } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, FormError, SelectField, TextField } from '../../ui'
import { RegionField } from '../code-fields'
import { NewPasswordFields, useForm } from '../forms'

import { checkUnit, unitBody, unitValuesOf } from './unit-values'

const TYPES = CERTIFICATE_TYPES.map((value) => ({ value, label: certificateTypeLabels[value] }))

type UnitStepProps = {
  readonly registration: UnitRegistrationView
  readonly onDone: (registration: UnitRegistrationView) => void
}

/** Step 2: the unit, and the user name and password of its own login. */
export function UnitStep({ registration, onDone }: UnitStepProps) {
  const form = useForm({
    initial: unitValuesOf(registration),
    check: checkUnit,
    onRefused: scrollToTop,
    submit: async (values) => {
      const params = { registrationId: registration.registrationId }
      onDone(await api.accounts.describeUnit({ params, body: unitBody(values) }))
    },
  })
  return (
    <>
      <FormError message={form.message} details={form.details} />
      <Card title="单位账号">
        <View className="ui-stack">
          <TextField
            label="用户名"
            hint="4–32 个字母、数字或下划线，单位登录时使用"
            maxLength={32}
            {...form.text('userName')}
          />
          <View className="ui-form-grid">
            <NewPasswordFields label="密码" password={form.text('password')} again={form.text('passwordAgain')} />
          </View>
        </View>
      </Card>
      <Card title="单位信息">
        <View className="ui-form-grid">
          <TextField label="单位名称" maxLength={100} hint="与证件上的全称一致" {...form.text('name')} />
          <SelectField
            label="证件类型"
            value={form.values.certificateType}
            options={TYPES}
            onChange={(type) => form.set('certificateType', type)}
            error={form.errors.certificateType}
          />
          <TextField label="证件号码" maxLength={20} {...form.text('certificateNumber')} />
          <TextField label="法定代表人" maxLength={50} {...form.text('legalRepresentative')} />
          <RegionField
            value={form.values.regionCode}
            isRequired
            onChange={(code) => form.set('regionCode', code)}
            error={form.errors.regionCode}
          />
          <TextField label="单位地址" maxLength={100} {...form.text('address')} />
          <TextField
            label="联系人"
            optional
            hint="不填写则为实名认证人员本人"
            maxLength={50}
            {...form.text('contactName')}
          />
          <TextField
            label="联系手机"
            optional
            hint={phoneHint(registration)}
            kind="phone"
            maxLength={20}
            {...form.text('contactPhone')}
          />
        </View>
      </Card>
      <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
        下一步
      </Button>
    </>
  )
}

function phoneHint({ unit }: UnitRegistrationView): string {
  return unit?.contactPhone ? `已填 ${unit.contactPhone}，要更换时再填` : '不填写则为实名认证人员的手机号'
}
