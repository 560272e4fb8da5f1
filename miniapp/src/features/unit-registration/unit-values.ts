import { passwordFault, type UnitRegistrationView, USER_NAME_PATTERN } from '@jijiao/shared/accounts'
import { checkMobileNumber, MOBILE_NUMBER_MESSAGES } from '@jijiao/shared/identifiers'
import { CERTIFICATE_TYPES, type CertificateType, certificateFault } from '@jijiao/shared/organizations'

/** Step 2 as it is typed. The names are the contract's, so that the server's complaints land on their fields. */
export type UnitValues = {
  readonly userName: string
  readonly password: string
  readonly passwordAgain: string
  readonly name: string
  readonly certificateType: CertificateType
  readonly certificateNumber: string
  readonly regionCode: string
  readonly address: string
  readonly legalRepresentative: string
  readonly contactName: string
  readonly contactPhone: string
}

export function unitValuesOf({ unit }: UnitRegistrationView): UnitValues {
  return {
    userName: unit?.userName ?? '',
    password: '',
    passwordAgain: '',
    name: unit?.name ?? '',
    certificateType: unit?.certificateType ?? CERTIFICATE_TYPES[0],
    certificateNumber: unit?.certificateNumber ?? '',
    regionCode: unit?.regionCode ?? '',
    address: unit?.address ?? '',
    legalRepresentative: unit?.legalRepresentative ?? '',
    contactName: unit?.contactName ?? '',
    // The server answers it masked: without a new one it stays as it is.
    contactPhone: '',
  }
}

type Complaints = { readonly [K in keyof UnitValues]?: string }

/** What can be told before the server is asked. */
export function checkUnit(values: UnitValues): Complaints {
  const required = (text: string, what: string) => (text.trim() ? undefined : `请填写${what}`)
  const phone = values.contactPhone.trim() ? checkMobileNumber(values.contactPhone) : null
  return {
    userName: USER_NAME_PATTERN.test(values.userName) ? undefined : '用户名应为 4–32 个字母、数字或下划线',
    password: passwordFault(values.password) ?? undefined,
    passwordAgain: values.passwordAgain === values.password ? undefined : '两次输入的密码不一样，请重新输入',
    name: required(values.name, '单位名称'),
    certificateNumber:
      required(values.certificateNumber, '证件号码') ??
      certificateFault(values.certificateType, values.certificateNumber) ??
      undefined,
    regionCode: values.regionCode ? undefined : '请选择单位所在地区，至少选到市',
    address: required(values.address, '单位地址'),
    legalRepresentative: required(values.legalRepresentative, '法定代表人'),
    contactPhone: phone && !phone.ok ? MOBILE_NUMBER_MESSAGES[phone.problem] : undefined,
  }
}

/** What is sent of values that `checkUnit` let pass. */
export function unitBody({ passwordAgain: _, contactName, contactPhone, ...unit }: UnitValues) {
  return {
    ...unit,
    ...(contactName.trim() ? { contactName } : {}),
    ...(contactPhone.trim() ? { contactPhone } : {}),
  }
}
