import { z } from 'zod'
import { callTencent, TencentError, type TencentSettings } from '../tencent'
import type { SmsSender } from '.'

type SmsSettings = TencentSettings & {
  readonly region: string
  readonly appId: string
  /** The approved signature in front of each message. */
  readonly signName: string
  /** An approved template with one parameter, the code. */
  readonly templateId: string
}

const answer = z.object({ SendStatusSet: z.tuple([z.object({ Code: z.string() })]) })

/** Tencent Cloud's SMS. */
export function createTencentSms({ region, appId, signName, templateId, ...settings }: SmsSettings): SmsSender {
  const action = { service: 'sms', action: 'SendSms', version: '2021-01-11', region }
  return {
    async sendCode(phone, code) {
      const answered = await callTencent(settings, action, {
        PhoneNumberSet: [`+86${phone}`],
        SmsSdkAppId: appId,
        SignName: signName,
        TemplateId: templateId,
        TemplateParamSet: [code],
      })
      const parsed = answer.safeParse(answered)
      const [status] = parsed.success ? parsed.data.SendStatusSet : []
      if (status?.Code !== 'Ok') throw new TencentError(status?.Code ?? 'Unreadable')
    },
  }
}
