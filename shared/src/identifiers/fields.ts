import { z } from 'zod'
import { checkMobileNumber, MOBILE_NUMBER_MESSAGES } from './mobile-number'

/** A mobile number as people write it; comes out as 11 digits. */
export const mobileNumber = z
  .string()
  .max(40)
  .transform((text, context) => {
    const check = checkMobileNumber(text)
    if (check.ok) return check.value
    context.addIssue({ code: 'custom', message: MOBILE_NUMBER_MESSAGES[check.problem] })
    return z.NEVER
  })

/** As it was typed: its birth date can only be judged on the day of the request (`checkResidentId`). */
export const residentIdInput = z.string().min(1).max(40)
