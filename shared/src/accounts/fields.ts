import { z } from 'zod'
import { line } from '../http/fields'
import { passwordFault, USER_NAME_PATTERN } from './rules'

export const newUserName = z.string().regex(USER_NAME_PATTERN, { error: '用户名应为 4–32 个字母、数字或下划线' })

export const newPassword = z
  .string()
  .max(100)
  .superRefine((password, context) => {
    const fault = passwordFault(password)
    if (fault) context.addIssue({ code: 'custom', message: fault })
  })

/** What is typed at sign-in: judged by comparison only, so that rules of today never lock out an account of yesterday. */
export const credentials = { userName: line(64), password: z.string().min(1).max(100) }

export const phoneCode = z.string().regex(/^\d{6}$/, { error: '请输入 6 位数字验证码' })
export const noticeVersion = line(20)
/** How the person will recognise this sign-in in a list: `iPhone 13 微信`. */
export const deviceName = line(40).optional()

/** A solved challenge of `GET /captcha`. */
export const captchaProof = z.strictObject({
  challenge: z.string().max(200),
  solution: z.string().regex(/^[\w-]{1,32}$/, { error: '安全验证的结果不正确，请重新验证' }),
})

/** At sign-in only where it is asked for (`captcha_required`), because of what others have tried from there. */
export const captcha = captchaProof.optional()
