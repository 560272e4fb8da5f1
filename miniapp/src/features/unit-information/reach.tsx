import type { UnitInformationView } from '@jijiao/shared/organizations'
import { View } from '@tarojs/components'
import { TextField } from '../../ui'
import type { Form } from '../forms'

/** How a unit is reached and what it does, as it is typed. */
export type ReachValues = {
  readonly contact: string
  readonly officePhone: string
  /** A new number; empty keeps the one the server has, which is shown masked only. */
  readonly mobile: string
  readonly email: string
  readonly postalCode: string
  readonly address: string
  readonly functions: string
}

const NAMES = ['contact', 'officePhone', 'email', 'postalCode', 'address', 'functions'] as const
type Reach = Pick<UnitInformationView, (typeof NAMES)[number]>

export function reachOf(view: Reach): ReachValues {
  const texts = Object.fromEntries(NAMES.map((name) => [name, view[name] ?? '']))
  return { ...(texts as Omit<ReachValues, 'mobile'>), mobile: '' }
}

export function checkReach(values: ReachValues): { readonly [K in keyof ReachValues]?: string } {
  return {
    contact: values.contact.trim() ? undefined : '请填写联系人',
    address: values.address.trim() ? undefined : '请填写单位地址',
  }
}

export function reachBody({ contact, officePhone, mobile, email, postalCode, address, functions }: ReachValues) {
  return {
    contact,
    officePhone,
    email,
    postalCode,
    address,
    functions,
    ...(mobile.trim() ? { mobile: mobile.trim() } : {}),
  }
}

type ReachFieldsProps<V extends ReachValues> = { readonly form: Form<V>; readonly mobile: string | null }

export function ReachFields<V extends ReachValues>({ form, mobile }: ReachFieldsProps<V>) {
  const text = (name: keyof ReachValues) => ({
    value: form.values[name],
    onChange: (value: string) => form.set(name, value),
    error: form.errors[name],
  })
  return (
    <View className="ui-form-grid">
      <TextField label="联系人" maxLength={50} {...text('contact')} />
      <TextField label="办公电话" optional maxLength={20} placeholder="例如 0769-22001234" {...text('officePhone')} />
      <TextField
        label="手机号"
        kind="phone"
        optional={mobile !== null}
        maxLength={20}
        hint={mobile ? `现在是 ${mobile}，要更换时再填` : undefined}
        {...text('mobile')}
      />
      <TextField label="电子邮箱" optional maxLength={100} {...text('email')} />
      <TextField label="邮政编码" kind="digits" optional maxLength={6} {...text('postalCode')} />
      <TextField label="单位地址" maxLength={100} {...text('address')} />
      <View className="ui-form-whole">
        <TextField label="单位职能" optional multiline maxLength={500} {...text('functions')} />
      </View>
    </View>
  )
}
